using System.Collections.Immutable;
using System.Diagnostics;

namespace Evaluation.Complaints;

/// <summary>The complaints of a year, with hashes of their secrets and with their audit.</summary>
/// <param name="Year">The year, with four digits.</param>
public sealed record ComplaintBook(string Year)
{
    /// <summary>Complaint number n is at index n − 1.</summary>
    public ImmutableList<Complaint> Complaints { get; private init; } = [];

    public CreationKeys Keys { get; private init; } = CreationKeys.Empty;

    /// <summary>The units that the complaints are about.</summary>
    public ImmutableHashSet<ComplaintUnit> Units { get; private init; } = [];

    private ImmutableList<string> Secrets { get; init; } = [];

    private ImmutableDictionary<string, ImmutableList<AuditLine>> Audits { get; init; } = ImmutableDictionary.Create<string, ImmutableList<AuditLine>>(StringComparer.Ordinal);

    public string NextId => ComplaintId.Format(Year, Complaints.Count + 1);

    public IReadOnlyList<AuditLine> Audit(string round) => Audits.GetValueOrDefault(round, []);

    public Complaint? Find(string id) => Place(id) is { } place ? Complaints[place] : null;

    /// <summary>Whether this is the secret of the complaint. False for a complaint that does not exist.</summary>
    public bool HasSecret(string id, string secretHash) => Place(id) is { } place && Secrets[place] == secretHash;

    /// <summary>The complaint that was created with this key; without a key, the one with this secret.</summary>
    public ReceivedComplaint? Find(CreationKey? key, DateTimeOffset now, string secretHash)
    {
        if (Keys.Find(key, now) is { Refusal: null, Answer: { } id })
            return new(Find(id)!, HasSecret(id, secretHash));
        var place = Secrets.LastIndexOf(secretHash);
        return place < 0 ? null : new(Complaints[place], IsOfSecret: true);
    }

    public ComplaintBook Evolve(ComplaintEvent happened)
    {
        var book = happened is ComplaintReceived received ? With(received) : With(happened);
        var round = book.Find(happened.Complaint)!.Round;
        return book with { Audits = book.Audits.SetItem(round, book.Audits.GetValueOrDefault(round, []).Add(ComplaintAudit.Line(happened, book.Find(happened.Complaint)!))) };
    }

    private ComplaintBook With(ComplaintReceived received) => this with
    {
        Complaints = Complaints.Add(new(
            received.Complaint, received.Round, received.Unit, received.Text, received.Contact, received.Channel, received.ReceivedOn, received.At, received.By)),
        Secrets = Secrets.Add(received.SecretHash),
        Units = Units.Add(new(received.Round, received.Unit)),
        Keys = Keys.With(received.Key, received.Complaint, received.At),
    };

    private ComplaintBook With(ComplaintEvent happened)
    {
        var place = Place(happened.Complaint) ?? throw new InvalidDataException($"There is no complaint '{happened.Complaint}'.");
        var before = Complaints[place];
        var after = happened switch
        {
            ComplaintAssigned assigned => before with { AssignedTo = assigned.To },
            ComplaintReleased released => before with { Released = released.Text },
            ComplaintAnswered answered => before with { Answer = new(answered.Text, answered.Upheld, answered.At, answered.By) },
            ComplaintFindingMade made => before with { Finding = new(made.Round, made.Unit, made.Finding) },
            ComplaintRejected rejected => before with { RejectedFor = rejected.Reason, RestoredFor = null },
            ComplaintRestored restored => before with { RejectedFor = null, RestoredFor = restored.Reason },
            ComplaintClosed closed => before with { ClosedAt = closed.At, ClosingNote = closed.Note },
            _ => throw new UnreachableException(happened.GetType().Name),
        };
        return this with { Complaints = Complaints.SetItem(place, after with { Version = before.Version + 1 }) };
    }

    private int? Place(string id) =>
        ComplaintId.TryParse(id, out var year, out var number) && year == Year && number <= Complaints.Count ? number - 1 : null;
}
