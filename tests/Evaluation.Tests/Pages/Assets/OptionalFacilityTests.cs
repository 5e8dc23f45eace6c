using System.Text.RegularExpressions;

namespace Evaluation.Tests.Pages.Assets;

/// <summary>
/// What a browser may lack, deny or limit is used in <c>gateway/Assets/js/browser</c> alone, where each use has a way without it.
/// </summary>
public sealed partial class OptionalFacilityTests
{
    private const string Scripts = "gateway/Assets/js/";

    [Fact]
    public void Scripts_use_optional_facilities_through_the_modules_for_them()
    {
        var lines = from file in Repository.Files
                    where file.StartsWith(Scripts, StringComparison.Ordinal) && !file.StartsWith(Scripts + "browser/", StringComparison.Ordinal)
                    from line in Repository.Lines(file)
                    select (File: file, Line: line);
        Assert.Contains(lines, line => line.File.EndsWith("/vote.js", StringComparison.Ordinal));
        Assert.Equal("", string.Join('\n', lines.Where(line => !Comment().IsMatch(line.Line) && Facility().IsMatch(line.Line)).Select(line => $"{line.File}: {line.Line.Trim()}")));
    }

    [Fact]
    public void A_change_of_the_history_is_guarded_because_browsers_limit_it()
    {
        foreach (var file in Repository.Files.Where(file => file.StartsWith(Scripts, StringComparison.Ordinal)))
            foreach (var (index, line) in Repository.Lines(file).Index().Where(line => History().IsMatch(line.Item)))
                Assert.Matches(@"\btry \{|if \(.*pushSheet", string.Join('\n', Repository.Lines(file).Skip(index - 1).Take(2)));
    }

    [GeneratedRegex(@"^\s*(//|/?\*)")]
    private static partial Regex Comment();

    [GeneratedRegex(
        @"\b(localStorage|sessionStorage|indexedDB|Intl|EventSource|structuredClone|serviceWorker|BroadcastChannel)\b|\bcrypto\.subtle\b|navigator\.\w|(?<!\.)\bprint\(|\.(at|replaceChildren|replaceAll|findLast|toSorted)\(")]
    private static partial Regex Facility();

    [GeneratedRegex(@"\bhistory\.(push|replace)State\(")]
    private static partial Regex History();
}
