using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Evaluation.Scoring.Derivation;

namespace Evaluation.Tests.Derivation;

/// <summary>Holds the derivations byte for byte: a published derivation must read the same after every upgrade.</summary>
public sealed class GoldenDerivationTests
{
    private const int Seeds = 12;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden", "Derivations");

    /// <summary>Every unit of the golden rounds and of drawn rounds, as a hash of its JSON and of its Chinese and English page.</summary>
    [Fact]
    public void No_byte_of_a_derivation_changes() =>
        Assert.Equal(File.ReadAllLines(Path.Combine(Folder, "hashes.txt")), Rounds().SelectMany(round => round.Round.All.Select(unit => $"{round.Name} {unit.Unit.Unit} {Hash(unit.Derivation)}")));

    /// <summary>Some pages in full, to show what has changed when a hash differs.</summary>
    [Theory]
    [InlineData("value-inspected", "u02", "en")]
    [InlineData("value-inspected", "u02", "zh")]
    [InlineData("value-inspected", "u09", "en")]
    [InlineData("zero-class-mean", "u02", "en")]
    public void A_page_reads_as_before(string round, string unit, string language) =>
        Assert.Equal(File.ReadAllText(Path.Combine(Folder, $"golden-{round}-{unit}.{language}.txt")), DerivationPage.Write(Derivations.Golden(round).Of(unit), language));

    private static IEnumerable<(string Name, Derivations Round)> Rounds()
    {
        foreach (var name in new[] { "exclude-renormalise", "zero-class-mean", "value-inspected" })
            yield return ($"golden-{name}", Derivations.Golden(name));
        for (var seed = 1; seed <= Seeds; seed++)
        {
            foreach (var isVoteOnly in new[] { true, false })
            {
                if (Derivations.Drawn(seed, isVoteOnly) is { } drawn)
                    yield return ($"drawn-{(isVoteOnly ? "vote" : "full")}-{seed}", drawn);
            }
        }
    }

    private static string Hash(UnitDerivation derivation) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        JsonSerializer.Serialize(derivation, JsonSerializerOptions.Web) + DerivationPage.Write(derivation, "zh") + DerivationPage.Write(derivation, "en"))));
}
