using Evaluation.Embedded;
using Evaluation.Embedded.Journal;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Verification.Log;

namespace Evaluation.Tests.Log;

/// <summary>The arguments of <c>verify</c> and the file of heads that it reads.</summary>
public sealed class KnownHeadsTests : IDisposable
{
    private const string Root = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
    private const string Head = $$"""{"seen":"2026-12-01T08:00:00.000Z","origin":"vote.example/log","size":3,"root":"{{Root}}","note":"x"}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-heads-");

    private string FilePath => Path.Combine(_folder.FullName, "heads.jsonl");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(Head)]
    [InlineData(Head + "\n")]
    [InlineData(Head + "\r\n\r\n")]
    [InlineData(Head + "\n{\"seen\":\"2026-12")]
    [InlineData("{\"se\n" + Head + "\n")]
    public void Heads_are_read_and_a_line_that_was_cut_off_is_left_out(string text) =>
        Assert.Equal([new("the witness", 1, 3, Root)], KnownHeads.Read(Write(text)));

    [Theory]
    [InlineData("", "has no head of a log")]
    [InlineData("\n\n", "has no head of a log")]
    [InlineData("{\"seen\":\"2026", "has no head of a log")]
    [InlineData("hello\n", "Line 1 of")]
    [InlineData("#!/bin/sh\nexit 0\n", "Line 1 of")]
    [InlineData(Head + "\nhello", "Line 2 of")]
    [InlineData(Head + "\n\nhello\n" + Head, "Line 3 of")]
    [InlineData(Head + "\n{}\n", "Line 2 of")]
    [InlineData("null", "Line 1 of")]
    [InlineData("[]", "Line 1 of")]
    [InlineData("{\"seen\":\"x\",\"origin\":1,\"size\":3,\"root\":\"" + Root + "\"}", "Line 1 of")]
    [InlineData("{\"seen\":\"x\",\"origin\":\"o\",\"size\":0,\"root\":\"" + Root + "\"}", "Line 1 of")]
    [InlineData("{\"seen\":\"x\",\"origin\":\"o\",\"size\":3,\"root\":\"AA==\"}", "Line 1 of")]
    public async Task Another_file_is_refused_and_nothing_is_said_to_agree(string text, string expected) => await RefusesAsync(expected, "--heads", Write(text));

    [Fact]
    public async Task What_is_wrong_with_the_arguments_is_said_in_one_line()
    {
        await RefusesAsync("--heads needs a file behind it", "--heads");
        await RefusesAsync("--heads needs a file behind it", Data, "--heads");
        await RefusesAsync("'--head' is not expected here", "--head", FilePath);
        await RefusesAsync("'--heads' is not expected here", "--heads", FilePath, "--heads", FilePath);
        await RefusesAsync("is a second one", Data, Data);
        await RefusesAsync($"There is no journal in '{_folder.FullName}'", _folder.FullName);
        await RefusesAsync($"'{Data}' is a folder; --heads needs the file", "--heads", Data);
        await RefusesAsync($"There is no file '{FilePath}'; --heads needs the file", "--heads", FilePath);
        await RefusesAsync("has no head of a log", "--heads", "/dev/null");
    }

    [Fact]
    public void The_file_may_stand_before_or_behind_the_folder()
    {
        Assert.Equal(new("data", "heads"), VerifyArguments.Read(["data", "--heads", "heads"], "[folder] [--heads FILE]"));
        Assert.Equal(new("data", "heads"), VerifyArguments.Read(["--heads", "heads", "data"], "[folder] [--heads FILE]"));
        Assert.Equal(new(null, null), VerifyArguments.Read([], "[--heads FILE]"));
        Assert.Contains("'data' is not expected here", Assert.Throws<SettingException>(() => VerifyArguments.Read(["data"], "[--heads FILE]")).Message, StringComparison.Ordinal);
    }

    private string Data => Path.Combine(_folder.FullName, "data");

    private string Write(string text)
    {
        File.WriteAllText(FilePath, text);
        return FilePath;
    }

    /// <summary>Runs the command, on a folder with an empty journal unless the arguments name one.</summary>
    private async Task RefusesAsync(string expected, params string[] args)
    {
        Directory.CreateDirectory(Data);
        await using (SqliteJournal.Open(new(Data)))
        {
        }
        using var said = new StringWriter();
        string[] named = args[0] == "--heads" && args.Length == 2 ? [Data, .. args] : args;
        Assert.Equal(ExitCodes.Settings, await VerifyCommand.RunAsync(named, said, Data + "-keys"));
        Assert.Contains(expected, Assert.Single(said.ToString().TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
