using Evaluation.Gateway.Http.Problems;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Http.Versions;

/// <summary>
/// The versions that a call may replace: those of <c>If-Match</c> and the <c>basedOn</c> of its body. Both must be current.
/// </summary>
/// <param name="Matching">Of the header; null for any.</param>
/// <param name="BasedOn">Of the body, 0 before the first; null for any.</param>
internal sealed record ReadVersions(long[]? Matching, long? BasedOn)
{
    public const string Member = "basedOn";

    /// <summary>The versions that both allow; null for any.</summary>
    public long[]? Both => BasedOn is not { } read ? Matching : Matching?.Contains(read) == false ? [] : [read];

    /// <summary>Reads the member of a body.</summary>
    public static long? Read(JsonFields fields) => fields.Nullable(Member) is { IsThere: true } at ? at.Integer() : null;

    /// <summary>
    /// The refusal of a stale call: with status 412 when the header does not match; otherwise, for the body, with status 409 and what
    /// stands. Another refusal stays as it is.
    /// </summary>
    /// <param name="refusal">The refusal by the grain.</param>
    /// <param name="standing">Reads what stands, as the route shows it.</param>
    public async ValueTask<Refusal> RefuseAsync<TView>(Refusal refusal, Func<ValueTask<Outcome<TView>>> standing)
    {
        if (refusal.Code != RefusalCode.Stale || BasedOn is null)
            return refusal;
        var current = refusal.Facts.Where(fact => fact.Name == "version").Select(fact => fact.Value).OfType<long>().Single();
        if (Matching?.Contains(current) == false)
            return refusal;
        var stale = refusal with { Code = RefusalCode.StaleEdit };
        var view = await standing();
        return view.IsRefused(out _) ? stale : stale.WithStanding(view.Answer);
    }
}
