using Evaluation.Bench;
using Evaluation.Bench.Load;
using Evaluation.Bench.Servers;

if (args is [FloorServer.Command, ..])
    return await FloorServer.RunAsync(args[1..]);

LoadConnection.UseOneThread();
if (BenchOptions.Read(args) is not { } options)
{
    Console.Error.WriteLine(BenchOptions.Usage);
    return BenchExit.Usage;
}
using var folder = ScratchFolder.Make(options.Folder);
return options.Replay
    ? await ReplayRun.RunAsync(options, folder.Path)
    : await BallotRun.RunAsync(options, folder.Path);
