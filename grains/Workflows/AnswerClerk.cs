using Evaluation.Assessment;
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

    /// <summary>Whether this answer could be proposed at an instant. Refused like the proposal.</summary>
    public async ValueTask<Outcome<Objection>> CheckAsync(string round, ViewAnswerCheck check, DateTimeOffset at)
    {
        var priced = await PricedAsync(round, check.Corrections);
        if (priced.IsRefused(out var failure))
            return failure;
        check = check with { Corrections = priced.Answer.Changes };
        var viewed = await engine.SendAsync(RoundGrain.Ref(round), check);
        if (viewed.IsRefused(out _) || check.Decision != ObjectionDecision.Upheld)
            return viewed;
        var made = await CheckedAsync(round, check.Ticket, _ => check.Corrections, at);
        return made.IsRefused(out var refusal) ? refusal : viewed;
    }

    /// <summary>Proposes an answer. The corrections of an upheld objection must be possible after all that are approved.</summary>
    public async ValueTask<Outcome<Objection>> ProposeAsync(string round, ProposeAnswer propose)
    {
        if (propose.Decision != ObjectionDecision.Upheld)
            return await engine.SendAsync(RoundGrain.Ref(round), propose);
        var priced = await PricedAsync(round, propose.Corrections);
        if (priced.IsRefused(out var refusal))
            return refusal;
        var command = propose with { Corrections = priced.Answer.Changes };
        return await SendAsync(round, command.Ticket, command.At, _ => command.Corrections, made => command with { Checked = made });
    }

    /// <summary>Approves the proposed answer.</summary>
    public ValueTask<Outcome<Objection>> ApproveAsync(string round, ApproveAnswer approve) =>
        SendAsync(round, approve.Ticket, approve.At, objection => objection.Proposal?.Corrections ?? [], made => approve with { Checked = made });

    /// <summary>The corrections with the points of the round's catalogue (F26).</summary>
    private async ValueTask<Outcome<PricedCorrections>> PricedAsync(string round, IReadOnlyList<LedgerChange> corrections)
    {
        if (!corrections.OfType<AdjustmentEntered>().Any(entered => entered.Adjustment.Entry is not null))
            return new PricedCorrections(corrections);
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        return rules.IsRefused(out var refusal) ? refusal : new PricedCorrections(CataloguePrice.Of(rules.Answer, corrections));
    }

    /// <remarks>
    /// The command is also sent when the check fails: it may repeat one that was carried out, or be refused for another reason first.
    /// </remarks>
    private async ValueTask<Outcome<Objection>> SendAsync(
        string round, string ticket, DateTimeOffset at, Func<Objection, IReadOnlyList<LedgerChange>> corrections, Func<CheckedCorrections?, ICommand<Round, Objection>> command)
    {
        for (var check = 1; ; check++)
        {
            var made = await CheckedAsync(round, ticket, corrections, at);
            var sent = await engine.SendAsync(RoundGrain.Ref(round), command(made.Refusal is null ? made.Answer : null));
            if (!CheckedCorrections.IsMissing(sent.Refusal))
                return sent;
            if (made.IsRefused(out var refusal))
                return refusal;
            if (check == ChecksMax)
                return Refusal.Busy;
        }
    }

    private async ValueTask<Outcome<CheckedCorrections>> CheckedAsync(
        string round, string ticket, Func<Objection, IReadOnlyList<LedgerChange>> corrections, DateTimeOffset at)
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
        return ledgers.IsRefused(out refusal)
            ? refusal
            : viewed.Answer.Check(rules.Answer, ledgers.Answer, corrections(viewed.Answer.Objection), at.DayIn(rules.Answer.TimeZone));
    }

    private sealed record PricedCorrections(IReadOnlyList<LedgerChange> Changes);
}
