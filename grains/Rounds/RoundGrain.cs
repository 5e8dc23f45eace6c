using System.Buffers;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Rounds;

/// <summary>A round as a grain.</summary>
public sealed class RoundGrain : IAggregate<Round, RoundCommand, RoundEvent>
{
    public const string KindName = "round";

    public static readonly GrainKind<Round> Kind = new GrainKind<RoundGrain, Round, RoundCommand, RoundEvent>(KindName);

    public static GrainRef<Round> Ref(string round) => Kind.Ref(round);

    public static Round Start(GrainId id) => new();

    public static Decision<RoundEvent> Decide(Round state, RoundCommand command)
    {
        var decision = RoundDecider.Decide(state, command);
        return state.Rules is { TimeZone: var zone } ? decision.Reworded(refusal => refusal.In(zone)) : decision;
    }

    public static Round Evolve(Round state, RoundEvent happened) => state.Evolve(happened);

    public static int Format => RoundCodec.Format;

    public static void Write(RoundEvent happened, IBufferWriter<byte> to) => JsonLines.Write(happened, RoundJson.Journal.RoundEvent, to);

    public static IEnumerable<RoundEvent> Read(JournalEntry entry) => JsonLines.Read(entry, RoundCodec.Format, RoundJson.Journal.RoundEvent);
}
