using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace Evaluation.Honours;

/// <summary>The titles and all honours that were ever conferred, with their audit.</summary>
public sealed record HonourRegister
{
    public ImmutableSortedDictionary<string, StandingTitle> Titles { get; private init; } = ImmutableSortedDictionary.Create<string, StandingTitle>(StringComparer.Ordinal);

    /// <summary>In the order in which they were conferred.</summary>
    public ImmutableList<Honour> Honours { get; private init; } = [];

    public CreationKeys Keys { get; private init; } = CreationKeys.Empty;

    public ImmutableList<AuditLine> Audit { get; private init; } = [];

    /// <summary>The number of events. Caches use it to detect changes.</summary>
    public long Version { get; private init; }

    /// <summary>The id of the next honour.</summary>
    public string NextId => Id(Honours.Count + 1);

    private ImmutableDictionary<string, int> Places { get; init; } = ImmutableDictionary.Create<string, int>(StringComparer.Ordinal);

    private ImmutableDictionary<string, ImmutableList<string>> ByTitle { get; init; } = ImmutableDictionary.Create<string, ImmutableList<string>>(StringComparer.Ordinal);

    /// <summary>An honour; null for an unknown id.</summary>
    public Honour? Find(string id) => Places.TryGetValue(id, out var place) ? Honours[place] : null;

    /// <summary>The honours of a title, in the order in which they were conferred.</summary>
    public IEnumerable<Honour> Of(string title) => ByTitle.GetValueOrDefault(title, []).Select(id => Find(id)!);

    /// <summary>
    /// An honour of the title whose term has a day in common with this one, of the unit under any of its codes; null when there is none.
    /// </summary>
    public Honour? FindOverlapping(string title, string unit, TermSpan span, IReadOnlyList<RelatedUnit> related) =>
        Of(title).FirstOrDefault(held => held.Overlaps(span) && (held.Unit == unit || related.Any(code => code.Means(held))));

    /// <summary>The honour that a call has created: by its key or, without one, the newest.</summary>
    internal Honour Created(CreationKey? key, DateTimeOffset at) => Keys.Find(key, at).Answer is { } id ? Find(id)! : Honours[^1];

    public HonourRegister Evolve(HonourEvent happened) => Apply(happened) with { Audit = Audit.Add(HonourAudit.Line(happened)), Version = Version + 1 };

    private HonourRegister Apply(HonourEvent happened) => happened switch
    {
        TitleDefined defined => this with
        {
            Titles = Titles.SetItem(defined.Title.Code, new(defined.Title, Titles.TryGetValue(defined.Title.Code, out var before) ? before.Version + 1 : 1)),
        },
        HonourConferred conferred => this with
        {
            Honours = Honours.Add(new(
                conferred.Id, conferred.Title, conferred.Unit, conferred.Span, conferred.Document, conferred.Round, conferred.TimeZone, conferred.Related, conferred.Renews)),
            Places = Places.SetItem(conferred.Id, Honours.Count),
            ByTitle = ByTitle.SetItem(conferred.Title, ByTitle.GetValueOrDefault(conferred.Title, []).Add(conferred.Id)),
            Keys = Keys.With(conferred.Key, conferred.Id, conferred.At),
        },
        HonourWithdrawn withdrawn => this with
        {
            Honours = Honours.SetItem(Places[withdrawn.Id], Find(withdrawn.Id)! with { Withdrawn = new(withdrawn.On, withdrawn.Grounds, withdrawn.At, withdrawn.By) }),
        },
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"h-{number}");
}
