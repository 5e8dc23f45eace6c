namespace Evaluation.Testing;

/// <summary>The files of the repository without the output of builds and runs.</summary>
public static class Repository
{
    private static readonly string[] NotOurs = [".git", "bin", "obj", "data", "artifacts", "TestResults", "node_modules", ".vs", ".idea", ".vscode"];
    private static readonly string[] NotText = [".png", ".jpg", ".ico", ".woff2", ".pdf", ".db", ".gz"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths from the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Below(Root).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> Texts => Files.Where(file => !NotText.Contains(Path.GetExtension(file)));

    public static IEnumerable<string> Sources => Files.Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".js" or ".css" or ".sql");

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    private static IEnumerable<string> Below(string folder) => Directory.EnumerateFiles(folder).Concat(
        Directory.EnumerateDirectories(folder).Where(child => !NotOurs.Contains(Path.GetFileName(child))).SelectMany(Below))
        // In a worktree, .git is a file.
        .Where(file => Path.GetFileName(file) != ".git");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Evaluation.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException("Evaluation.sln is in none of the folders above the tests.");
    }
}
