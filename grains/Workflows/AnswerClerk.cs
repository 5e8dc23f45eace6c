using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Runtime;

namespace Evaluation.Workflows;

/// <summary>Checks the corrections of answers to objections, and proposes and approves the answers.</summary>
/// <remarks>
/// The round does not have the ledgers, so the corrections are checked here. The command says after which approved corrections they were
/// checked. If another one was approved since, the round refuses and they are checked again. So an approved correction can always be made.
/// </remarks>
public sealed class AnswerClerk(IEngine engine)
{
    /// <summary>Times that corrections are checked again because another answer was approved meanwhile.</summary>
    private const int ChecksMax = 5;

    private readonly LedgerReader _ledgers = new(engine);
    private readonly PinnedRounds _pinned = new(engine);

    /// <summary>Whether this answer could be proposed now. Refused like the proposal.</summary>
    public async ValueTask<Outcome<Objection>> CheckAsync(string round, ViewAnswerCheck check)
    {
        var viewed = await engine.SendAsync(RoundGrain.Ref(round), check);
        if (viewed.IsRefused(out _) || check.Decision != ObjectionDecision.Upheld)
            return viewed;
        var made = await CheckedAsync(round, check.Ticket, _ => check.Corrections);
        return made.IsRefused(out var refusal) ? refusal : viewed;
    }

    /// <summary>Proposes an answer. The corrections of an upheld objection must be possible after all that are approved.</summary>
    public ValueTask<Outcome<Objection>> ProposeAsync(string round, ProposeAnswer propose) => propose.Decision == ObjectionDecision.Upheld
        ? SendAsync(round, propose.Ticket, _ => propose.Corrections, made => propose with { Checked = made })
        : engine.SendAsync(RoundGrain.Ref(round), propose);

    /// <summary>Approves the proposed answer.</summary>
    public ValueTask<Outcome<Objection>> ApproveAsync(string round, ApproveAnswer approve) =>
        SendAsync(round, approve.Ticket, objection => objection.Proposal?.Corrections ?? [], made => approve with { Checked = made });

    /// <remarks>
    /// The command is also sent when the check fails: it may repeat one that was carried out, or be refused for another reason first.
    /// </remarks>
    private async ValueTask<Outcome<Objection>> SendAsync(
        string round, string ticket, Func<Objection, IReadOnlyList<Assessment.LedgerChange>> corrections, Func<CheckedCorrections?, ICommand<Round, Objection>> command)
    {
        for (var check = 1; ; check++)
        {
            var made = await CheckedAsync(round, ticket, corrections);
            var sent = await engine.SendAsync(RoundGrain.Ref(round), command(made.Refusal is null ? made.Answer : null));
            if (!CheckedCorrections.IsMissing(sent.Refusal))
                return sent;
            if (made.IsRefused(out var refusal))
                return refusal;
            if (check == ChecksMax)
                return Refusal.Busy;
        }
    }

    private async ValueTask<Outcome<CheckedCorrections>> CheckedAsync(string round, string ticket, Func<Objection, IReadOnlyList<Assessment.LedgerChange>> corrections)
    {
        var viewed = await engine.SendAsync(RoundGrain.Ref(round), new ViewCorrectionBase(ticket));
        if (viewed.IsRefused(out var refusal))
            return refusal;
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        if (rules.IsRefused(out refusal))
            return refusal;
        if (rules.Answer.Combine is not null && await _pinned.RefuseUnchangedAsync(rules.Answer) is { } unchanged)
            return unchanged;
        var ledgers = await _ledgers.ReadAsync(round, viewed.Answer.Sources);
        return ledgers.IsRefused(out refusal) ? refusal : viewed.Answer.Check(rules.Answer, ledgers.Answer, corrections(viewed.Answer.Objection));
    }
}
