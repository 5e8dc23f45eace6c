using System.Collections.Immutable;
using System.Globalization;

namespace Evaluation.Rounds.Objections;

/// <summary>A round's objections and the window in which they may be filed.</summary>
public sealed record ObjectionBook
{
    private const string TicketPrefix = "o-";

    /// <summary>Null before publication.</summary>
    public ObjectionWindow? Window { get; init; }

    /// <summary>Ticket <c>o-n</c> is at index n − 1.</summary>
    public ImmutableList<Objection> Objections { get; init; } = [];

    /// <summary>Tickets of upheld objections whose version of the result is not computed yet, in the order of approval.</summary>
    public ImmutableList<string> Due { get; init; } = [];

    /// <summary>The keys of the calls that have filed objections.</summary>
    public CreationKeys Keys { get; private init; } = CreationKeys.Empty;

    /// <summary>Tickets that keep the round from becoming final: without an answer, or with corrections not yet in the result.</summary>
    public IEnumerable<string> Open => Objections.Where(objection => objection.Answer is null || Due.Contains(objection.Id)).Select(objection => objection.Id);

    /// <summary>The number of approved corrections, whether they are in the result or due.</summary>
    public int Approved => Objections.Count(objection => objection.Answer is { Decision: ObjectionDecision.Upheld });

    public string NextTicket => $"{TicketPrefix}{(Objections.Count + 1).ToString(CultureInfo.InvariantCulture)}";

    public Objection? Find(string ticket) => Place(ticket) is { } place ? Objections[place] : null;

    /// <summary>The objection that was filed by a command with the same key or by an equal one before, or null.</summary>
    public Objection? Find(FileObjection file) => Keys.Find(file.Key, file.At) is { Refusal: null, Answer: { } ticket } ? Find(ticket) : FindEqual(file);

    private Objection? FindEqual(FileObjection file) => Objections.Find(objection =>
        (objection.FiledBy, objection.OnBehalfOf, objection.Unit, objection.About, objection.Text) == (file.By, file.OnBehalfOf, file.Unit, file.About, file.Text));

    public ObjectionBook Evolve(RoundEvent happened) => happened switch
    {
        ResultPublished { ObjectionsUntil: { } until } published => this with { Window = new(published.At, until) },
        ObjectionFiled filed => this with
        {
            Objections = Objections.Add(new(filed.Ticket, filed.Unit, filed.About, filed.Text, filed.Version, filed.OnBehalfOf, filed.At, filed.By) { FiledByPerson = filed.Person }),
            Keys = Keys.With(filed.Key, filed.Ticket, filed.At),
        },
        ObjectionAssigned assigned => With(assigned.Ticket, objection => objection with { AssignedTo = assigned.To, AssignmentCount = objection.AssignmentCount + 1 }),
        AnswerProposed proposed => With(proposed.Ticket, objection => objection with
        {
            ProposalCount = objection.ProposalCount + 1,
            Proposal = new(objection.ProposalCount + 1, proposed.Decision, proposed.Answer, proposed.Corrections, proposed.At, proposed.By, proposed.Person),
        }),
        ObjectionAnswered answered => Give(answered),
        ResultComputed { Ticket: { } ticket } computed =>
            With(ticket, objection => objection with { LedTo = computed.Result.Version }) with { Due = Due.Remove(ticket) },
        _ => this,
    };

    private ObjectionBook Give(ObjectionAnswered answered) =>
        With(answered.Ticket, objection => objection with
        {
            Proposal = null,
            Answer = new(answered.Decision, answered.Answer, answered.Corrections, answered.Late, answered.At, answered.ProposedBy, answered.By),
        })
        with
        { Due = answered.Decision == ObjectionDecision.Upheld ? Due.Add(answered.Ticket) : Due };

    private ObjectionBook With(string ticket, Func<Objection, Objection> change) => Place(ticket) is { } place
        ? this with { Objections = Objections.SetItem(place, change(Objections[place])) }
        : throw new InvalidDataException($"There is no objection '{ticket}'.");

    private int? Place(string ticket) =>
        ticket.StartsWith(TicketPrefix, StringComparison.Ordinal)
        && int.TryParse(ticket.AsSpan(TicketPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= 1 && number <= Objections.Count && Objections[number - 1].Id == ticket
            ? number - 1
            : null;
}
