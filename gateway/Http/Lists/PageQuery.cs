using System.Globalization;

namespace Evaluation.Gateway.Http.Lists;

/// <summary>The part of a list that a caller asks for with <c>?limit=&amp;after=</c>.</summary>
/// <param name="Limit">Most items of the page.</param>
/// <param name="After">The last item of the page before, as its <c>next</c> names it; null for the first page.</param>
public sealed record PageQuery(int Limit, string? After)
{
    /// <summary>
    /// Reads the query. Refused with <see cref="RefusalCode.BadRequest"/> when the limit is no number from 1 to the maximum.
    /// </summary>
    public static Outcome<PageQuery> Read(HttpRequest request)
    {
        string? limit = request.Query["limit"];
        var count = Limits.ItemsPerPage;
        if (!string.IsNullOrEmpty(limit) && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < 1 or > Limits.ItemsPerPageMax))
            return new Refusal(RefusalCode.BadRequest, $"limit is a whole number from 1 to {Limits.ItemsPerPageMax}.", ("parameter", "limit"));
        string? after = request.Query["after"];
        return new PageQuery(count, string.IsNullOrEmpty(after) ? null : after);
    }

    /// <summary>
    /// The page of a list that is in memory. Refused with <see cref="RefusalCode.BadRequest"/> when no item has the name
    /// <see cref="After"/>.
    /// </summary>
    /// <param name="all">The whole list, in its order.</param>
    /// <param name="name">The name of an item, unique in the list.</param>
    /// <param name="isAsked">
    /// The items that the caller asks for; null for all. The last item of the page before need not be one of them any more.
    /// </param>
    public Outcome<ListPage<T>> Of<T>(IEnumerable<T> all, Func<T, string> name, Func<T, bool>? isAsked = null)
    {
        var rest = all;
        if (After is not null)
        {
            var list = all as IReadOnlyList<T> ?? [.. all];
            var at = list.Index().Where(item => name(item.Item) == After).Select(item => item.Index).DefaultIfEmpty(-1).First();
            if (at < 0)
                return new Refusal(RefusalCode.BadRequest, "after names no item of this list. Send the value of next from the page before.", ("parameter", "after"));
            rest = list.Skip(at + 1);
        }
        T[] some = [.. (isAsked is null ? rest : rest.Where(isAsked)).Take(Limit + 1)];
        return some.Length > Limit ? new ListPage<T>(some[..Limit], name(some[Limit - 1])) : new ListPage<T>(some, null);
    }
}
