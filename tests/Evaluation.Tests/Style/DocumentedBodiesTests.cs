using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Evaluation.Tests.Style;

/// <summary>The commands and answers of docs/api.md: what is JSON there can be read as JSON.</summary>
public sealed partial class DocumentedBodiesTests
{
    [Fact]
    public void Every_body_of_a_documented_command_is_JSON()
    {
        var bodies = Blocks("sh").SelectMany(block => Quoted().Matches(block).Select(body => body.Groups[1].Value).Concat(Spliced().Matches(block).Select(body => body.Groups[1].Value.Replace("\\\"", "\"", StringComparison.Ordinal)))).ToList();
        Assert.True(bodies.Count > 50, $"{bodies.Count} bodies");
        Assert.Equal("", string.Join('\n', bodies.Select(Fault).OfType<string>()));
    }

    [Fact]
    public void Every_documented_JSON_text_is_JSON()
    {
        var texts = Blocks("json").ToList();
        Assert.True(texts.Count > 5, $"{texts.Count} texts");
        Assert.Equal("", string.Join('\n', texts.Select(Fault).OfType<string>()));
    }

    private static IEnumerable<string> Blocks(string language) =>
        Fence().Matches(Repository.Read("docs/api.md")).Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["text"].Value);

    /// <summary>What is wrong with JSON values that stand one after the other; null for nothing.</summary>
    private static string? Fault(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { AllowMultipleValues = true });
            while (reader.Read())
            {
            }
            return null;
        }
        catch (JsonException failure)
        {
            return $"{text}: {failure.Message}";
        }
    }

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@" -d '([{\[][^']*)'")]
    private static partial Regex Quoted();

    /// <summary>A body with variables of the shell.</summary>
    [GeneratedRegex("""
         -d "(\{(?:[^"\\]|\\.)*)"
        """)]
    private static partial Regex Spliced();
}
