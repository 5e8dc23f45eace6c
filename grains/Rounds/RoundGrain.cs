using System.Buffers;
using System.Diagnostics;
using Evaluation.Journal;
using Evaluation.Results;
using Evaluation.Rounds.Objections;
using Evaluation.Runtime;

namespace Evaluation.Rounds;

/// <summary>A round as a grain.</summary>
public sealed class RoundGrain : IAggregate<Round, RoundCommand, RoundEvent>
{
    public static Round Start(GrainId id) => new();

    public static Decision<RoundEvent> Decide(Round state, RoundCommand command) => RoundDecider.Decide(state, command);

    public static Round Evolve(Round state, RoundEvent happened) => state.Evolve(happened);

    public static object Answer(Round state, RoundCommand command) => command switch
    {
        ViewRules => state.Rules!,
        ViewAudit => new AuditTrail(state.Audit),
        ViewResult view => Version(state, view.Version).Result,
        ViewVersion view => Version(state, view.Version),
        CompareVersions compare => Compare(state, compare.Of(state.Versions.Count)),
        ViewDueCorrection => new DueCorrection(Correction.Next(state)),
        ObjectionCommand objection => state.Objections.Answer(objection),
        ICommand<RoundView> => RoundView.Of(state),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static int Format => RoundCodec.Format;

    public static void Write(RoundEvent happened, IBufferWriter<byte> to) => JsonLines.Write(happened, RoundJson.Journal.RoundEvent, to);

    public static IEnumerable<RoundEvent> Read(JournalEntry entry) => JsonLines.Read(entry, RoundCodec.Format, RoundJson.Journal.RoundEvent);

    private static ResultComparison Compare(Round state, (int From, int To) versions) => ResultComparison.Of(state.Versions, versions.From, versions.To);

    private static ResultVersion Version(Round state, int? version) => state.Versions[(version ?? state.Versions.Count) - 1];
}
