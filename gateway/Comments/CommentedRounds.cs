using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Comments;

/// <summary>Finds rounds for callers who may read their comments.</summary>
/// <remarks>
/// Units can neither read nor answer comments, because colleagues could recognise a voter by the words. Staff answer on behalf of a unit.
/// </remarks>
public sealed class CommentedRounds(IEngine engine)
{
    /// <summary>The newest view of the round, with its rules. Refused when the caller may not read the comments now.</summary>
    public async ValueTask<Outcome<(RoundView View, RoundRules Rules)>> FindAsync(string round, HttpContext context)
    {
        var found = await ViewAsync(round, context);
        if (found.IsRefused(out var refusal))
            return refusal;
        var (view, rules, closed) = found.Answer;
        return closed is null ? (view, rules) : closed;
    }

    /// <summary>
    /// The newest view of the round, with its rules, and why the caller may not read the comments now; null when the caller may.
    /// </summary>
    public async ValueTask<Outcome<(RoundView View, RoundRules Rules, Refusal? Closed)>> ViewAsync(string round, HttpContext context)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal;
        var (view, rules) = found.Answer;
        return (view, rules, await Viewers.RefuseCommentsAsync(view, context));
    }
}
