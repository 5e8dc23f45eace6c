using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Scoring;
using Evaluation.Tests.Rounds.Objections;
using Evaluation.Workflows;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static Evaluation.Tests.Rounds.Objections.GivenObjection;

namespace Evaluation.Tests.Derivation;

/// <summary>The derivations of earlier versions of a result, after later versions were computed.</summary>
public sealed class DerivationVersionTests
{
    private readonly FakeTimeProvider _clock = new(Published);

    [Fact]
    public async Task Every_version_is_explained_by_the_ledgers_it_was_computed_from()
    {
        var journal = new MemoryJournal();
        await using var engine = new MailboxEngine(journal, _clock, NullLogger<MailboxEngine>.Instance);
        await new JournaledObjections(journal, _clock).PrepareAsync(engine, objections: 2);
        foreach (var ticket in new[] { "o-1", "o-2" })
            JournaledObjections.Demand(await new RoundClerk(engine, _clock).ApproveAsync(Given.Round, ticket, null, Second));

        var reader = new DerivationReader(engine);
        foreach (var version in new[] { 1, 2, 3 })
        {
            var result = (await engine.SendAsync(JournaledObjections.Id, new ViewVersion(version))).Answer;
            foreach (var unit in result.Result.Classes.SelectMany(ranked => ranked.Units))
            {
                var derivation = (await reader.ReadAsync(Given.Round, unit.Unit, version)).Answer;
                Assert.Equal(version, derivation.Version);
                Assert.Equal(
                    UnitFigures.Of(unit).OrderBy(figure => figure.Pointer),
                    derivation.Sections.SelectMany(section => section.Lines).SelectMany(line => line.Figures).OrderBy(figure => figure.Pointer));
            }
        }
        var bonus = (await reader.ReadAsync(Given.Round, "u1", 2)).Answer.Sections.SelectMany(section => section.Lines).Single(line => line.Figures.Any(figure => figure.Pointer == "/bonus"));
        Assert.Contains(bonus.Inputs, input => input.From.StartsWith("adjustment/", StringComparison.Ordinal));
        Assert.Equal((await reader.ReadAsync(Given.Round, "u1", 3)).Answer.Version, (await reader.ReadAsync(Given.Round, "u1", null)).Answer.Version);
    }
}
