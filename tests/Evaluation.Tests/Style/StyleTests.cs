using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Evaluation.Tests.Style;

/// <summary>What a reviewer would otherwise have to look for in every change.</summary>
public sealed partial class StyleTests
{
    private const int LinesMax = 300;
    private const int FilesMax = 22;

    [Fact]
    public void A_source_file_has_at_most_300_lines() =>
        AssertNone(Repository.Sources.Select(file => (file, Lines: Repository.Lines(file).Length)).Where(file => file.Lines > LinesMax).Select(file => $"{file.file}: {file.Lines} lines"));

    [Fact]
    public void A_folder_has_at_most_22_source_files() =>
        AssertNone(Repository.Sources.GroupBy(file => Path.GetDirectoryName(file)!).Where(folder => folder.Count() > FilesMax).Select(folder => $"{folder.Key}: {folder.Count()} files"));

    [Fact]
    public void No_source_contains_a_note_of_unfinished_work() => AssertNone(Found(Repository.Sources, Later()));

    [Fact]
    public void No_file_contains_a_path_of_a_developers_machine() => AssertNone(Found(Repository.Texts, MachinePath()));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("Evaluation.sln");
        AssertNone(Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) && !solution.Contains(file.Replace('/', '\\'), StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_package_has_exactly_one_version()
    {
        var pinned = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion").ToDictionary(
            package => (string)package.Attribute("Include")!, package => (string)package.Attribute("Version")!);
        AssertNone(pinned.Where(package => !ExactVersion().IsMatch(package.Value)).Select(package => $"{package.Key} {package.Value}"));
        var referred = Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) || file.EndsWith(".props", StringComparison.Ordinal))
            .SelectMany(file => XDocument.Parse(Repository.Read(file)).Descendants("PackageReference").Select(package => (file, package)));
        AssertNone(referred.Where(reference => reference.package.Attribute("Version") is not null || !pinned.ContainsKey((string)reference.package.Attribute("Include")!))
            .Select(reference => $"{reference.file}: {reference.package}"));
    }

    /// <summary>Otherwise code elsewhere works only after it, by the order in which a process happens to run.</summary>
    [Fact]
    public void No_source_changes_encodings_or_cultures_for_the_whole_process() => AssertNone(Found(Repository.Sources, ForTheWholeProcess()));

    [Fact]
    public void Tests_contain_no_sleep_no_skip_and_no_unseeded_randomness() =>
        AssertNone(Found(Repository.Sources.Where(file => TestsInProcess().IsMatch(file) && !file.EndsWith("/Eventually.cs", StringComparison.Ordinal)), SleepSkipOrChance()));

    [Fact]
    public void Every_link_between_documents_has_a_target()
    {
        var broken =
            from file in Repository.Files
            where Path.GetExtension(file) == ".md"
            from Match link in Link().Matches(Fence().Replace(Repository.Read(file), ""))
            let target = Uri.UnescapeDataString(link.Groups[1].Value.Split('#')[0])
            where target.Length > 0 && !target.Contains(':', StringComparison.Ordinal)
            let path = Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, target)
            where !File.Exists(path) && !Directory.Exists(path)
            select $"{file}: {target}";
        AssertNone(broken);
    }

    [Fact]
    public void Every_decision_has_its_own_number_and_is_listed()
    {
        string[] decisions = [.. Repository.Files.Where(file => Decision().IsMatch(file)).Select(file => Path.GetFileName(file))];
        Assert.NotEmpty(decisions);
        Assert.Equal(Enumerable.Range(1, decisions.Length), decisions.Select(file => int.Parse(file.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture)));
        var list = Repository.Read("docs/decisions/README.md");
        AssertNone(decisions.Where(file => !list.Contains(file, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Found(IEnumerable<string> files, Regex what) =>
        from file in files
        from line in Repository.Lines(file).Index()
        where what.IsMatch(line.Item)
        select $"{file}:{line.Index + 1}: {line.Item.Trim()}";

    private static void AssertNone(IEnumerable<string> found)
    {
        var listed = string.Join('\n', found.Order(StringComparer.Ordinal));
        Assert.True(listed.Length == 0, listed);
    }

    // The patterns are written so that they do not find themselves.
    [GeneratedRegex(@"Encoding\.RegisterProvider|CultureInfo\.(DefaultThread)?Current(UI)?Culture\s*=[^=]|AppContext\.SetSwitch")]
    private static partial Regex ForTheWholeProcess();

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HA[C]K)\b|NotImplemented[E]xception")]
    private static partial Regex Later();

    [GeneratedRegex(@"(?<![\w.])/(home|Users|root|work)/\w|[A-Z]:\\Users\\")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"^\[\d+(\.\d+)+(-[\w.]+)?\]$")]
    private static partial Regex ExactVersion();

    [GeneratedRegex(@"Thread\.Slee[p]\(|Task\.Dela[y]\(|\bSki[p] = ""|Random\.Share[d]|new Random\([)]|Guid\.New[G]uid")]
    private static partial Regex SleepSkipOrChance();

    [GeneratedRegex("^tests/Evaluation\\.Test(s|ing)/")]
    private static partial Regex TestsInProcess();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^docs/decisions/\d{4}-")]
    private static partial Regex Decision();
}
