using Evaluation.Bench;
using Evaluation.Bench.Load;
using Evaluation.Bench.Servers;

if (args is [FloorServer.Command, ..])
    return await FloorServer.RunAsync(args[1..]);

if (BenchOptions.Read(args) is not { } options)
{
    Console.Error.WriteLine(BenchOptions.Usage);
    return BenchExit.Usage;
}
if (options.Subject is BenchSubject.Ballots or BenchSubject.Replay or BenchSubject.Seal)
    LoadConnection.UseOneThread();
using var folder = ScratchFolder.Make(options.Folder);
return await (options.Subject switch
{
    BenchSubject.Replay => ReplayRun.RunAsync(options, folder.Path),
    BenchSubject.Live => LiveRun.RunAsync(options, folder.Path),
    BenchSubject.Seal => SealRun.RunAsync(options, folder.Path),
    BenchSubject.Export => ExportRun.RunAsync(options, folder.Path),
    BenchSubject.Assess => AssessRun.RunAsync(options, folder.Path),
    _ => BallotRun.RunAsync(options, folder.Path),
});
