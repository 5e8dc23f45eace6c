using System.Globalization;
using Evaluation.Results;
using Evaluation.Rounds;

namespace Evaluation.Gateway.Verification.Registers;

/// <summary>
/// Compares the tails of other rounds that a result names for its vetoes (F24) with the results of those rounds. Units that were renamed
/// more than once are not followed: only that the named unit was on the list is demanded for them.
/// </summary>
internal sealed class TailCheck(OtherRounds others, RoundRecord record, Findings findings)
{
    public async ValueTask RunAsync(Round round)
    {
        var asked = round.Rules!.Vetoes.Select(veto => veto.When).Where(when => when is { Again: not null, Of: not null }).Select(when => (when.Of!, when.Again!)).Distinct().ToList();
        foreach (var version in round.Versions.Where(version => version.Ticket is null))
        {
            var number = version.Result.Version;
            if (!version.Sources.Tails.Select(tail => (tail.Round, tail.Tail)).SequenceEqual(asked))
                Differs(number, "it does not name the tails that its vetoes ask for");
            foreach (var tail in version.Sources.Tails)
                await CheckAsync(round, number, tail);
        }
    }

    private async ValueTask CheckAsync(Round round, int number, PinnedTail tail)
    {
        var other = await others.FindAsync(tail.Round);
        var stream = RoundGrain.Ref(tail.Round).Stream;
        var what = string.Create(CultureInfo.InvariantCulture, $"result {number} of {record.Stream} names version {tail.Version} of its result");
        if (other.Rules is null)
        {
            findings.Add(FindingKind.Missing, stream, null, what);
            return;
        }
        if (tail.Version < 1 || other.Versions.Count < tail.Version)
        {
            findings.Add(FindingKind.Shorter, stream, null, what);
            return;
        }
        HashSet<string> listed = [.. other.Versions[tail.Version - 1].Result.Classes.SelectMany(ranked => ranked.Units).Where(unit => unit.Tail == tail.Tail).Select(unit => unit.Unit)];
        if (tail.Units.FirstOrDefault(named => !listed.Contains(named.Value)) is { Key: not null } wrong)
            Differs(number, $"unit {wrong.Value} is not in the tail {tail.Tail} of {stream}");
        if (tail.Units.Keys.Except(round.Rules!.Units.Select(unit => unit.Code)).FirstOrDefault() is { } unknown)
            Differs(number, $"it names a tail of unit {unknown}, which the round does not have");
        foreach (var unit in round.Rules.Units.Where(unit => !tail.Units.ContainsKey(unit.Code)))
            if ((unit.Formerly ?? []).Prepend(unit.Code).FirstOrDefault(listed.Contains) is { } there)
                Differs(number, $"unit {unit.Code} was in the tail {tail.Tail} of {stream} as {there}, and the result does not say so");
    }

    private void Differs(int number, string what) =>
        findings.Add(FindingKind.Differs, record.Stream, record.ResultAt[number], string.Create(CultureInfo.InvariantCulture, $"result {number}: {what}"));
}
