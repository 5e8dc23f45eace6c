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
if (!options.Live)
    LoadConnection.UseOneThread();
using var folder = ScratchFolder.Make(options.Folder);
return options.Live
    ? await LiveRun.RunAsync(options, folder.Path)
    : options.Replay
    ? await ReplayRun.RunAsync(options, folder.Path)
    : await BallotRun.RunAsync(options, folder.Path);
