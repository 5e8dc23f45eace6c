using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Evaluation.Tests.Style;

/// <summary>The floors and rooms of the code: which may use which, and what may stand where.</summary>
public sealed partial class RoomTests
{
    /// <summary>
    /// The rooms of <c>grains/</c>, from the ground up. A room uses the floors below it, and rooms of its own floor if that makes no
    /// circle.
    /// </summary>
    private static readonly string[][] Floors =
    [
        ["Kernel"], ["Journal"], ["Runtime", "Documents"], ["Rules"], ["Ballots", "Assessment", "Evidence"], ["Scoring"], ["Results"],
        ["Rounds", "Panels", "Units", "Criteria", "Cuts", "Comments", "Complaints", "Findings", "Targets", "Staff", "Honours", "Awards", "Log"], ["Workflows"],
    ];

    [Fact]
    public void A_room_of_the_domain_uses_only_the_floors_below_it() =>
        AssertNone(RoomUses.Uses.Where(use => use.From.IsGrains && Floor(use.To.Room) > Floor(use.From.Room)).Select(use => use.ToString()));

    [Fact]
    public void Rooms_of_the_domain_use_each_other_in_no_circle()
    {
        var uses = RoomUses.Uses.Where(use => use.From.IsGrains).ToList();
        Assert.NotEmpty(uses);
        AssertNone(RoomUses.Circles(uses));
    }

    /// <summary>By using directives: these tests do not load the program of the cluster.</summary>
    [Theory]
    [InlineData("silo/cluster", "Evaluation.Cluster.")]
    [InlineData("silo/embedded", "Evaluation.Embedded.")]
    public void Rooms_of_a_deployment_use_each_other_in_no_circle(string folder, string root)
    {
        var uses = Repository.Files.Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            .Select(file => (From: file.Split('/'), Text: Repository.Read(file))).Where(file => file.From.Length > 3)
            .SelectMany(file => Using().Matches(file.Text).Select(match => match.Groups[1].Value).Where(name => name.StartsWith(root, StringComparison.Ordinal))
                .Select(name => new Use(new(root + file.From[2], file.From[2]), new(name, name[root.Length..].Split('.')[0]))))
            .Where(use => use.From.Room != use.To.Room).ToList();
        Assert.NotEmpty(uses);
        AssertNone(RoomUses.Circles(uses));
    }

    [Fact]
    public void Every_room_of_the_domain_has_a_floor() =>
        AssertNone(Repository.Files.Where(file => file.StartsWith("grains/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            .Select(file => file.Split('/')[1]).Distinct().Except(Floors.SelectMany(floor => floor)));

    [Fact]
    public void Dependencies_run_from_the_silos_to_the_gateway_to_the_domain()
    {
        Assert.Empty(References("grains/Evaluation.Grains.csproj", "ProjectReference"));
        Assert.Equal(["grains"], References("gateway/Evaluation.Gateway.csproj", "ProjectReference").Select(project => project.Split('/')[^2]));
    }

    [Fact]
    public void The_domain_uses_the_framework_alone() =>
        Assert.DoesNotContain(References("grains/Evaluation.Grains.csproj", "PackageReference"), package => !package.EndsWith("Analyzers", StringComparison.Ordinal));

    [Fact]
    public void Only_silos_name_a_database_and_only_the_cluster_names_Orleans() => AssertNone(
        from file in Repository.Files
        where Product().IsMatch(file) && Path.GetExtension(file) is ".cs" or ".razor" or ".csproj"
        let forbidden = file.StartsWith("silo/cluster/", StringComparison.Ordinal) ? null : file.StartsWith("silo/", StringComparison.Ordinal) ? Orleans() : DatabaseOrOrleans()
        from line in Repository.Lines(file).Index()
        where forbidden?.IsMatch(line.Item) is true
        select $"{file}:{line.Index + 1}: {line.Item.Trim()}");

    [Fact]
    public void A_namespace_is_that_of_its_folder() => AssertNone(
        from file in Repository.Files
        where file.EndsWith(".cs", StringComparison.Ordinal)
        let declared = Namespace().Match(Repository.Read(file))
        where declared.Success && declared.Groups[1].Value != NamespaceOf(Path.GetDirectoryName(file)!.Replace('\\', '/'))
        select $"{file}: {declared.Groups[1].Value}");

    private static int Floor(string room) => Array.FindIndex(Floors, floor => floor.Contains(room));

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Parse(Repository.Read(project)).Descendants(kind).Select(reference => (string)reference.Attribute("Include")!);

    /// <summary>The root namespace of the nearest project, and the folders below it.</summary>
    private static string NamespaceOf(string folder)
    {
        for (var at = folder; ; at = Path.GetDirectoryName(at)!.Replace('\\', '/'))
            if (Repository.Files.FirstOrDefault(file => file.EndsWith(".csproj", StringComparison.Ordinal) && Path.GetDirectoryName(file)!.Replace('\\', '/') == at) is { } project)
                return XDocument.Parse(Repository.Read(project)).Descendants("RootNamespace").Single().Value + folder[at.Length..].Replace('/', '.');
    }

    private static void AssertNone(IEnumerable<string> found)
    {
        var listed = string.Join('\n', found.Order(StringComparer.Ordinal));
        Assert.True(listed.Length == 0, listed);
    }

    [GeneratedRegex("^(grains|gateway|silo)/")]
    private static partial Regex Product();

    [GeneratedRegex("Orleans", RegexOptions.IgnoreCase)]
    private static partial Regex Orleans();

    [GeneratedRegex("Orleans|Npgsql|Sqlite", RegexOptions.IgnoreCase)]
    private static partial Regex DatabaseOrOrleans();

    [GeneratedRegex(@"^using ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
