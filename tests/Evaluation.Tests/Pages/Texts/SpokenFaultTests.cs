using System.Text.RegularExpressions;
using Evaluation.Gateway.Pages.Texts;

namespace Evaluation.Tests.Pages.Texts;

/// <summary>Every fault that a reader of a body can find is said in Chinese, whether or not a test finds it.</summary>
public sealed partial class SpokenFaultTests
{
    private static readonly (string Form, string Message)[] Written = [.. Repository.Sources.Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && (file.StartsWith("gateway/", StringComparison.Ordinal) || file.StartsWith("grains/", StringComparison.Ordinal)))
        .SelectMany(file => Call().Matches(Repository.Read(file)))
        .Select(call => (call.Groups["expected"].Success ? "expected" : "fault", Filled(call.Groups["text"].Value, isFilled: call.Groups["filled"].Length > 0)))];

    [Fact]
    public void Every_fault_in_the_sources_has_a_translation_without_Latin_words()
    {
        Assert.InRange(Written.Length, 50, int.MaxValue);
        string[] messages = [.. Written.Select(written => written.Form == "expected" ? $"must be {written.Message}, but is \"x\"" : written.Message).Distinct()];
        string[] left = [.. messages.Select(message => (message, Said: DomainTexts.Fault(Catalogue.Chinese, message))).Where(said => Latin().IsMatch(Quoted().Replace(said.Said, ""))).Select(said => $"{said.message} -> {said.Said}").Order(StringComparer.Ordinal)];
        Assert.True(left.Length == 0, string.Join('\n', left));
    }

    /// <summary>The message with a number in each of its places.</summary>
    private static string Filled(string text, bool isFilled) => isFilled ? Place().Replace(text, "7").Replace("\\\"", "\"", StringComparison.Ordinal) : text.Replace("\\\"", "\"", StringComparison.Ordinal);

    [GeneratedRegex("""(?:\.(?:Fail|(?<expected>Expected))\(|new(?: Fault)?\(\$?"(?:/[^"]*)?", )(?<filled>\$?)"(?<text>(?:[^"\\]|\\.)*)"\)""")]
    private static partial Regex Call();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex("\"[^\"]*\"|“[^”]*”|Unicode")]
    private static partial Regex Quoted();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Latin();
}
