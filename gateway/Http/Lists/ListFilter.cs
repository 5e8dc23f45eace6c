namespace Evaluation.Gateway.Http.Lists;

/// <summary>The part of a list that a caller asks for with <c>?state=&amp;since=&amp;limit=&amp;after=</c>.</summary>
/// <param name="State">Only items in this state; null for all.</param>
/// <param name="Since">Only items of this instant or later; null for all.</param>
public sealed record ListFilter<TState>(TState? State, DateTimeOffset? Since, PageQuery Page)
    where TState : struct, Enum
{
    /// <summary>Reads the query. Refused with <see cref="RefusalCode.BadRequest"/> for a value that a parameter cannot have.</summary>
    internal static Outcome<ListFilter<TState>> Read(HttpRequest request, string? state, string? since)
    {
        var (page, wanted, start) = (PageQuery.Read(request), WordQuery.Read<TState>("state", state), SinceQuery.Read(since));
        return page.IsRefused(out var refusal) || wanted.IsRefused(out refusal) || start.IsRefused(out refusal)
            ? refusal
            : new ListFilter<TState>(wanted.Answer, start.Answer, page.Answer);
    }

    /// <summary>The page of a list that is in memory, as <see cref="PageQuery.Of"/>.</summary>
    public Outcome<ListPage<T>> Of<T>(IEnumerable<T> all, Func<T, string> name, Func<T, TState> state, Func<T, DateTimeOffset> at) =>
        Page.Of(all.ToArray(), name, item => (State is null || state(item).Equals(State.Value)) && (Since is null || at(item) >= Since));
}
