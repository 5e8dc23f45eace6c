using System.Globalization;

/// <summary>
/// Runs inside each server before its own program (the runtime's DOTNET_STARTUP_HOOKS) and tells on request how many bytes the process has
/// allocated. So the host that is measured is the product's own, with nothing added to it.
/// </summary>
/// <remarks>
/// The runtime wants this very name outside any namespace. A line on standard input asks; its end ends the process, so no server outlives
/// the benchmark.
/// </remarks>
internal static class StartupHook
{
    public const string Answer = "allocated ";

    public static void Initialize() => new Thread(Listen) { IsBackground = true, Name = "Bench probe" }.Start();

    private static void Listen()
    {
        using var questions = new StreamReader(Console.OpenStandardInput());
        while (questions.ReadLine() is not null)
            Console.Out.WriteLine(Answer + GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture));
        Environment.Exit(0);
    }
}
