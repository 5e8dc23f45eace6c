using Evaluation.Ballots;
using Evaluation.Runtime;

namespace Evaluation.Tests.Simulation;

/// <summary>
/// A ballot that a voter sent, once or several times, and its answers. Its slips carry its number, so that it is known again in the
/// journal.
/// </summary>
/// <param name="id">Its id; none for a client that sends none.</param>
internal sealed class Ballot(CredentialHash credential, byte[] slips, BallotId id)
{
    public CredentialHash Credential { get; } = credential;

    public BallotId Id { get; } = id;

    public byte[] Bytes { get; } = slips;

    public string[] Slips { get; } = BoxStory.Split(slips, World.Rules.VoteCriteria.Count);

    public List<Attempt> Attempts { get; } = [];

    public IEnumerable<BallotCounted> Acknowledged => Attempts.Select(attempt => attempt.Counted).OfType<BallotCounted>();

    public GrainRef<BallotBox> Box => BoxOf(Credential);

    public static GrainRef<BallotBox> BoxOf(CredentialHash credential) => BoxGrain.Ref(World.Rules.Id, credential.Box(World.Rules.BallotBoxes));
}

/// <summary>One sending of a ballot. Neither counted nor refused: nobody knows.</summary>
internal sealed class Attempt(DateTimeOffset at)
{
    public DateTimeOffset At { get; } = at;

    public BallotCounted? Counted { get; set; }

    public Refusal? Refused { get; set; }

    /// <summary>Refused in a way that says that nothing was stored, now or before.</summary>
    public bool IsSurelyNotStored => Refused is { Code: not RefusalCode.Busy } refusal && refusal.Facts.All(fact => fact is not ("counted", true));
}
