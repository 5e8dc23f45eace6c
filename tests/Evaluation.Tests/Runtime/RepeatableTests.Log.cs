using Evaluation.Log;
using Evaluation.Tests.Golden;

namespace Evaluation.Tests.Runtime;

public sealed partial class RepeatableTests
{
    private static Dictionary<Type, Action> WithLog(Dictionary<Type, Action> examples)
    {
        examples[typeof(AddBlock)] = () => Twice(ReportedLog(), new AddBlock(Given.Now, LogExamples.Hash(1), true, [new("r", MomentKind.Opened)]));
        examples[typeof(ReportHeads)] = () => Twice(new AloneLog(), new ReportHeads([new("staff", 1, LogExamples.Hash(1))]));
        examples[typeof(ReportCheckpoint)] = () => Twice(new AloneLog(), new ReportCheckpoint("text", "key", 1, 0, Given.Now));
        examples[typeof(CompareHeads)] = () => Twice(ReportedLog(), new CompareHeads([new("staff", 1, LogExamples.Hash(1))]));
        examples[typeof(ViewLog)] = () => Twice(ReportedLog(), new ViewLog());
        examples[typeof(ViewCheckpoint)] = () =>
        {
            var log = ReportedLog();
            log.Do(new ReportCheckpoint("text", "key", 1, 0, Given.Now));
            Twice(log, new ViewCheckpoint());
        };
        examples[typeof(ViewMoments)] = () => Twice(ReportedLog(), new ViewMoments("r"));
        examples[typeof(FindCover)] = () => Twice(ReportedLog(), new FindCover("box-small-0", 1));
        examples[typeof(ViewRoot)] = () => Twice(ReportedLog(), new ViewRoot(0, []));
        examples[typeof(ProveConsistency)] = () => Twice(ReportedLog(), new ProveConsistency(0, 0, []));
        examples[typeof(ProveBlock)] = () =>
        {
            var log = ReportedLog();
            log.Do(new AddBlock(Given.Now, LogExamples.Hash(1), false, []));
            Twice(log, new ProveBlock(0, 1, []));
        };
        return examples;
    }

    private static AloneLog ReportedLog()
    {
        var log = new AloneLog();
        log.Do(new ReportHeads([new("staff", 1, LogExamples.Hash(1))]));
        return log;
    }
}
