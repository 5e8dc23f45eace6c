using Evaluation.Results;
using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;

namespace Evaluation.Rounds;

/// <summary>A query to a round. Refused with <see cref="RefusalCode.NoSuchRound"/> before the round is created.</summary>
public abstract record RoundQuery<TAnswer> : IQuery<Round, TAnswer>
    where TAnswer : class
{
    public Outcome<TAnswer> Answer(Round state) => state.Rules is null ? RoundDecider.NoSuchRound : Read(state);

    private protected abstract Outcome<TAnswer> Read(Round round);
}

public sealed record ViewRound : RoundQuery<RoundView>
{
    private protected override Outcome<RoundView> Read(Round round) => RoundView.Of(round);
}

public sealed record ViewRules : RoundQuery<RoundRules>
{
    private protected override Outcome<RoundRules> Read(Round round) => round.Rules!;
}

/// <summary>All batches of credentials, oldest first.</summary>
public sealed record ViewBatches : RoundQuery<BatchList>
{
    private protected override Outcome<BatchList> Read(Round round) => round.Batches.List(round.Rules!.Policies.GroupMin);
}

/// <summary>One batch of credentials. Refused with <see cref="RefusalCode.NoSuchBatch"/>.</summary>
public sealed record ViewBatch(string Batch) : RoundQuery<CredentialBatch>
{
    private protected override Outcome<CredentialBatch> Read(Round round) =>
        round.Batches.Batches.TryGetValue(Batch, out var batch) ? batch : BatchDecider.NoSuchBatch;
}

public sealed record ViewAudit : RoundQuery<AuditTrail>
{
    private protected override Outcome<AuditTrail> Read(Round round) => new AuditTrail(round.Audit);
}

/// <summary>A version of the result; null for the newest.</summary>
public sealed record ViewResult(int? Version) : RoundQuery<RoundResult>
{
    private protected override Outcome<RoundResult> Read(Round round) =>
        round.FindVersion(Version) is var found && found.IsRefused(out var refusal) ? refusal : found.Answer.Result;
}

/// <summary>A version of the result with the places of its ledgers; null for the newest.</summary>
public sealed record ViewVersion(int? Version) : RoundQuery<ResultVersion>
{
    private protected override Outcome<ResultVersion> Read(Round round) => round.FindVersion(Version);
}

/// <summary>All figures that differ between two versions of the result.</summary>
/// <param name="From">Null for the version before <paramref name="To"/>.</param>
/// <param name="To">Null for the newest version.</param>
public sealed record CompareVersions(int? From, int? To) : RoundQuery<ResultComparison>
{
    private protected override Outcome<ResultComparison> Read(Round round)
    {
        var to = To ?? round.Versions.Count;
        var from = From ?? Math.Max(1, to - 1);
        foreach (var version in (int[])[from, to])
            if (round.FindVersion(version).IsRefused(out var refusal))
                return refusal;
        return from <= to
            ? ResultComparison.Of(round.Versions, from, to)
            : new Refusal(RefusalCode.BadRequest, "The first version must not be later than the second: from is at most to.");
    }
}

/// <summary>The upheld objection whose correction is due next.</summary>
public sealed record ViewDueCorrection : RoundQuery<DueCorrection>
{
    private protected override Outcome<DueCorrection> Read(Round round) => new DueCorrection(Correction.Next(round));
}
