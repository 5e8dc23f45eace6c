using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace Evaluation.Findings;

/// <summary>The findings of a round in the order of opening, by unit and id, with their audit.</summary>
public sealed record FindingBook
{
    private const string Prefix = "f-";

    /// <summary>A finding's place in the round is its index and one.</summary>
    public ImmutableList<Finding> All { get; private init; } = [];

    /// <summary>The notices given so far, numbered 1, 2, 3 ….</summary>
    public int Notices { get; private init; }

    public CreationKeys Keys { get; private init; } = CreationKeys.Empty;

    public ImmutableList<AuditLine> Audit { get; private init; } = [];

    /// <summary>The indexes of a unit's findings. The number of an id is the place in this list.</summary>
    private ImmutableDictionary<string, ImmutableList<int>> ByUnit { get; init; } = ImmutableDictionary.Create<string, ImmutableList<int>>(StringComparer.Ordinal);

    private ImmutableDictionary<string, int> ByComplaint { get; init; } = ImmutableDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>The findings of a unit in the order of opening.</summary>
    public IReadOnlyList<Finding> Of(string unit) => [.. Indexes(unit).Select(index => All[index])];

    /// <summary>The unit's finding that was opened last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The unit has none.</exception>
    public Finding Newest(string unit) => All[Indexes(unit)[^1]];

    public Finding? Find(string unit, string id) => Index(unit, id) is var index and >= 0 ? All[index] : null;

    /// <summary>The id of the unit's next finding.</summary>
    public string NextId(string unit) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Indexes(unit).Count + 1}");

    /// <summary>The finding that a call with this key, or for this complaint, has opened; null for none.</summary>
    public Finding? CreatedBy(CreationKey? key, string? complaint, DateTimeOffset at)
    {
        if (complaint is not null)
            return ByComplaint.TryGetValue(complaint, out var index) ? All[index] : null;
        var found = Keys.Find(key, at);
        return found.IsRefused(out _) || found.Answer is not { } place ? null : All[int.Parse(place, CultureInfo.InvariantCulture) - 1];
    }

    public FindingBook Evolve(FindingEvent happened) => Apply(happened) with { Audit = Audit.Add(FindingAudit.Line(happened)) };

    private FindingBook Apply(FindingEvent happened) => happened switch
    {
        FindingOpened opened => Open(opened),
        FindingReplied replied => Step(replied, FindingState.Replied, Step(replied, FindingAct.Replied, replied.Text) with { Evidence = replied.Evidence }),
        FindingVerified { Passed: true } passed => Step(passed, FindingState.Verified, Step(passed, FindingAct.Passed, passed.Note)),
        FindingVerified failed => Step(failed, FindingState.Open, Step(failed, FindingAct.Failed, failed.Note) with { DueOn = failed.DueOn }),
        FindingClosed closed => Step(closed, FindingState.Closed, Step(closed, FindingAct.Closed, closed.Note)),
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    private FindingBook Open(FindingOpened opened)
    {
        var index = All.Count;
        var first = Step(opened, FindingAct.Opened, opened.Text) with { DueOn = opened.DueOn, Evidence = opened.Evidence };
        var finding = new Finding(
            opened.Unit, opened.Id, index + 1, opened.Text, opened.Criterion, opened.DueOn, opened.Notice, FindingState.Open, [first], opened.Complaint);
        return this with
        {
            All = All.Add(finding),
            Notices = opened.Notice ?? Notices,
            Keys = Keys.With(opened.Key, finding.Place.ToString(CultureInfo.InvariantCulture), opened.At),
            ByUnit = ByUnit.SetItem(opened.Unit, Indexes(opened.Unit).Add(index)),
            ByComplaint = opened.Complaint is null ? ByComplaint : ByComplaint.SetItem(opened.Complaint, index),
        };
    }

    private FindingBook Step(FindingEvent happened, FindingState state, FindingStep step)
    {
        var index = Index(happened.Unit, happened.Id);
        return index < 0 ? this : this with { All = All.SetItem(index, All[index].After(state, step)) };
    }

    private static FindingStep Step(FindingEvent happened, FindingAct act, string? text) => new(act, happened.At, happened.By, happened.Person, text);

    private ImmutableList<int> Indexes(string unit) => ByUnit.GetValueOrDefault(unit, []);

    /// <summary>The index of a finding; -1 when the unit has none with this id.</summary>
    private int Index(string unit, string id)
    {
        var indexes = Indexes(unit);
        // Leading zeros are another id.
        return id.StartsWith(Prefix, StringComparison.Ordinal) && id.AsSpan(Prefix.Length) is [>= '1' and <= '9', ..] digits
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= indexes.Count
            ? indexes[number - 1]
            : -1;
    }
}
