using Evaluation.Runtime;

namespace Evaluation.Complaints;

/// <summary>One complaint. Refused with <see cref="RefusalCode.NoSuchComplaint"/>.</summary>
public sealed record ViewComplaint(string Complaint) : IQuery<ComplaintBook, Complaint>
{
    public Outcome<Complaint> Answer(ComplaintBook state) => state.Find(Complaint) is { } complaint ? complaint : ComplaintDecider.NoSuchComplaint;
}

/// <summary>
/// The complaint, for the holder of its secret. A wrong secret is refused like an unknown complaint.
/// </summary>
public sealed record ViewOwnComplaint(string Complaint, string SecretHash) : IQuery<ComplaintBook, Complaint>
{
    public Outcome<Complaint> Answer(ComplaintBook state) =>
        state.HasSecret(Complaint, SecretHash) ? state.Find(Complaint)! : ComplaintDecider.NoSuchComplaint;
}

/// <summary>
/// The complaint that a call with this key has created. Refused with <see cref="RefusalCode.NoSuchComplaint"/> for a new key, and with
/// <see cref="RefusalCode.KeyReused"/> when the key was sent with another body.
/// </summary>
public sealed record ViewCreatedComplaint(CreationKey Key, DateTimeOffset At, string SecretHash) : IQuery<ComplaintBook, ReceivedComplaint>
{
    public Outcome<ReceivedComplaint> Answer(ComplaintBook state) =>
        state.Keys.Find(Key, At).IsRefused(out var refusal) ? refusal
        : state.Keys.Find(Key, At).Answer is not null ? state.Find(Key, At, SecretHash)!
        : ComplaintDecider.NoSuchComplaint;
}

/// <summary>The units that the year has complaints about.</summary>
public sealed record ViewComplaintUnits : IQuery<ComplaintBook, ComplaintUnits>
{
    public Outcome<ComplaintUnits> Answer(ComplaintBook state) => new ComplaintUnits([.. state.Units]);
}

public sealed record ComplaintUnits(IReadOnlyList<ComplaintUnit> Units);

/// <summary>Complaints about some units, in the order of their numbers.</summary>
/// <param name="Whole">Units of which all complaints are listed.</param>
/// <param name="Released">Units of which only released complaints are listed that are not rejected.</param>
/// <param name="State">Null for all states.</param>
/// <param name="After">The number before the first one.</param>
/// <param name="Most">The most that are listed.</param>
/// <param name="Since">Only those entered at this instant or later; null for all.</param>
public sealed record ViewComplaints(IReadOnlyList<ComplaintUnit> Whole, IReadOnlyList<ComplaintUnit> Released, ComplaintState? State, int After, int Most, DateTimeOffset? Since = null)
    : IQuery<ComplaintBook, ComplaintList>
{
    public Outcome<ComplaintList> Answer(ComplaintBook state)
    {
        var (whole, released) = (Whole.ToHashSet(), Released.ToHashSet());
        return new ComplaintList([.. state.Complaints.Skip(After).Where(IsListed).Take(Most)]);

        bool IsListed(Complaint complaint)
        {
            var unit = new ComplaintUnit(complaint.Round, complaint.Unit);
            return (State is null || State == complaint.State) && !(complaint.EnteredAt < Since)
                && (whole.Contains(unit) || (complaint is { Released: not null, RejectedFor: null } && released.Contains(unit)));
        }
    }
}

public sealed record ComplaintList(IReadOnlyList<Complaint> Complaints);

/// <summary>The number of complaints about some units that were received in a period. Rejected ones do not count.</summary>
/// <param name="From">The first day; null for no limit.</param>
/// <param name="To">The last day; null for no limit.</param>
public sealed record CountComplaints(IReadOnlyList<ComplaintUnit> Units, DateOnly? From, DateOnly? To) : IQuery<ComplaintBook, ComplaintCount>
{
    public Outcome<ComplaintCount> Answer(ComplaintBook state)
    {
        var units = Units.ToHashSet();
        Complaint[] counted =
        [
            .. state.Complaints.Where(complaint => complaint.RejectedFor is null && units.Contains(new(complaint.Round, complaint.Unit))
                && !(complaint.ReceivedOn < From) && !(complaint.ReceivedOn > To)),
        ];
        return new ComplaintCount(counted.Length, counted.Count(complaint => complaint.Answer is { Upheld: true }));
    }
}

/// <summary>Numbers of complaints.</summary>
/// <param name="Received">All that are not rejected as abuse, answered or not.</param>
/// <param name="Upheld">Those of them that were found justified.</param>
public sealed record ComplaintCount(int Received, int Upheld)
{
    public static readonly ComplaintCount None = new(0, 0);

    public static ComplaintCount operator +(ComplaintCount a, ComplaintCount b) => new(a.Received + b.Received, a.Upheld + b.Upheld);
}

/// <summary>The audit of the year's complaints that belong to a round.</summary>
public sealed record ViewComplaintAudit(string Round) : IQuery<ComplaintBook, AuditTrail>
{
    public Outcome<AuditTrail> Answer(ComplaintBook state) => new AuditTrail(state.Audit(Round));
}
