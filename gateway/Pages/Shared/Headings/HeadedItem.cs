using Evaluation.Rules;
using Evaluation.Rules.Headings;

namespace Evaluation.Gateway.Pages.Shared.Headings;

/// <summary>An item of a list of criteria, with the headings that begin before it (F27).</summary>
/// <param name="Opened">Each with the headings above it, outermost first.</param>
/// <param name="IsOther">Whether the items without a heading begin here, after some with one.</param>
/// <param name="Level">The number of headings above the item.</param>
public sealed record HeadedItem<T>(T Item, IReadOnlyList<IReadOnlyList<LocalText>> Opened, bool IsOther, int Level)
{
    /// <summary>The class of the item's row; null without a heading.</summary>
    public string? RowClass => Level == 0 ? null : $"below-{Level}";
}

/// <summary>Lists criteria under their headings.</summary>
public static class HeadedItems
{
    /// <param name="pathOf">The headings above an item; null for none.</param>
    public static IEnumerable<HeadedItem<T>> Of<T>(IEnumerable<T> items, Func<T, IReadOnlyList<LocalText>?> pathOf)
    {
        IReadOnlyList<LocalText>? before = null;
        foreach (var item in items)
        {
            var path = pathOf(item);
            yield return new(item, HeadingPath.Opened(before, path), path is null && before is not null, path?.Count ?? 0);
            before = path;
        }
    }
}
