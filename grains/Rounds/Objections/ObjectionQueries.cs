using Evaluation.Assessment;

namespace Evaluation.Rounds.Objections;

/// <summary>Whether an answer could be proposed now, apart from corrections of an upheld objection.</summary>
public sealed record ViewAnswerCheck(string Ticket, ObjectionDecision Decision, IReadOnlyList<LedgerChange> Corrections, string By) : RoundQuery<Objection>
{
    private protected override Outcome<Objection> Read(Round round) => ObjectionDecider.Check(round, this);
}

public sealed record ViewObjection(string Ticket) : RoundQuery<Objection>
{
    private protected override Outcome<Objection> Read(Round round) => round.Objections.Find(Ticket) is { } objection ? objection : ObjectionDecider.NoSuchObjection(Ticket);
}

/// <summary>What the corrections of an answer to the objection are checked against.</summary>
public sealed record ViewCorrectionBase(string Ticket) : RoundQuery<CorrectionBase>
{
    private protected override Outcome<CorrectionBase> Read(Round round) =>
        round.Objections.Find(Ticket) is { } objection ? CorrectionBase.Of(round, objection) : ObjectionDecider.NoSuchObjection(Ticket);
}

public sealed record ViewObjections : RoundQuery<ObjectionList>
{
    private protected override Outcome<ObjectionList> Read(Round round) => new ObjectionList(round.Objections.Objections);
}

/// <summary>A round's objections in the order of filing.</summary>
public sealed record ObjectionList(IReadOnlyList<Objection> Objections);
