using System.Collections.Immutable;
using System.Globalization;

namespace Evaluation.Units.Supervision;

/// <summary>
/// Gives the entries of a list their ids: a prefix and a number that counts up. Ids that a correction has entered are skipped, and no id is
/// given twice.
/// </summary>
/// <param name="Prefix">Such as <c>sc-</c>.</param>
public sealed record EntryIds(string Prefix)
{
    private int Last { get; init; }

    private ImmutableHashSet<string> Used { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The id of the next entry.</summary>
    public string Next
    {
        get
        {
            var number = Last + 1;
            while (Used.Contains(Id(number)))
                number++;
            return Id(number);
        }
    }

    /// <summary>Whether an entry has had this id.</summary>
    public bool Knows(string id) => Used.Contains(id);

    /// <summary>The ids after an entry got one of them, or was entered with an id from elsewhere.</summary>
    public EntryIds With(string id) => this with { Last = id == Next ? int.Parse(id.AsSpan(Prefix.Length), CultureInfo.InvariantCulture) : Last, Used = Used.Add(id) };

    private string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");
}
