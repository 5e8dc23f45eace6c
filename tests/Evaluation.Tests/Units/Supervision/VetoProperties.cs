using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Ledgers;
using Evaluation.Units;
using Evaluation.Units.Supervision;
using FsCheck;
using FsCheck.Fluent;

namespace Evaluation.Tests.Units.Supervision;

/// <summary>
/// The vetoes in force after any history of checks, facts, withdrawals and corrections, against a model that keeps sets of names. An act is
/// one number, so that a failing example shrinks.
/// </summary>
public sealed class VetoProperties
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(new Replay(new Rnd(20110301UL, 20111201UL), null));

    private static readonly Arbitrary<int[]> Numbers = Arb.From(Gen.Choose(0, 1_000_000).ArrayOf(), ArbMap.Default.ArbFor<int[]>().Shrinker);

    private static readonly Actor Li = new("li", "li");

    private static readonly RoundRules Rules = Given.Rules with
    {
        Period = new(new(2020, 1, 1), new(2020, 12, 31)),
        Vetoes =
        [
            new("three", new(FailedSpotChecks: 3), VetoEffect.Ineligible), new("one", new(FailedSpotChecks: 1), VetoEffect.Last),
            new("named", new(Fact: "named"), VetoEffect.Ineligible), new("fire", new(Fact: "fire"), VetoEffect.Last),
        ],
    };

    [Fact]
    public void The_vetoes_in_force_are_those_of_the_entries_that_stand() => Prop.ForAll(Numbers, numbers =>
    {
        var (unit, checks, failed, facts) = (new AloneUnit(), new List<string>(), new HashSet<string>(), new HashSet<string>());
        foreach (var (step, number) in numbers.Index())
        {
            Act(unit, step, number, checks, failed, facts);
            var inForce = AppliedVetoes.Of(Rules, unit.State.Ledger).Select(veto => veto.Veto);
            Assert.Equal(Model(failed.Count, facts), inForce);
            Assert.Equal(checks.Count, unit.State.Supervision.SpotChecks.Count);
            Assert.Equal(
                unit.State.Ledger.SpotChecks.Select(check => check.Id).Order(StringComparer.Ordinal),
                unit.State.Supervision.SpotChecks.Where(entry => entry.Withdrawn is null).Select(entry => entry.Check.Id).Order(StringComparer.Ordinal));
            Assert.Equal(
                unit.State.Ledger.Facts.Select(fact => fact.Fact).Order(StringComparer.Ordinal),
                unit.State.Supervision.Facts.Where(entry => entry.Stands).Select(entry => entry.Fact.Fact).Order(StringComparer.Ordinal));
        }
    }).Check(Seeded);

    private static void Act(AloneUnit unit, int step, int number, List<string> checks, HashSet<string> failed, HashSet<string> facts)
    {
        var (act, rest, fact) = (number % 6, number / 6, number / 6 % 2 == 0 ? "named" : "fire");
        switch (act)
        {
            case 0 or 1:
                // Every third check passes.
                var fails = rest % 3 > 0;
                var id = unit.Do(new RecordSpotCheck(new("", fails, new(2020, 5, 1)), null, Given.Now, Li)).Id;
                Assert.DoesNotContain(id, checks);
                checks.Add(id);
                if (fails)
                    failed.Add(id);
                break;
            case 2 when checks.Count > 0:
                var withdrawn = checks[rest % checks.Count];
                unit.Send(new WithdrawSpotCheck(withdrawn, "an error", Given.Now, Li));
                failed.Remove(withdrawn);
                break;
            case 3:
                unit.Do(new RecordFact(new(fact), null, Given.Now, Li));
                facts.Add(fact);
                break;
            case 4:
                unit.Send(new WithdrawFact(fact, "an error", Given.Now, Li));
                facts.Remove(fact);
                break;
            case 5:
                // A correction enters a check under an id that the unit may give next, and outside the period.
                var entered = $"sc-{checks.Count + 1 + rest % 2}";
                if (checks.Contains(entered))
                    break;
                unit.Do(new CorrectLedger($"o-{step}", [new SpotCheckEntered(new(entered, true, new(rest % 3 == 0 ? 2019 : 2020, 5, 1)))], Given.Now, "li"));
                checks.Add(entered);
                if (rest % 3 != 0)
                    failed.Add(entered);
                break;
        }
    }

    private static IEnumerable<string> Model(int failed, HashSet<string> facts)
    {
        if (failed >= 3)
            yield return "three";
        if (failed >= 1)
            yield return "one";
        if (facts.Contains("named"))
            yield return "named";
        if (facts.Contains("fire"))
            yield return "fire";
    }
}
