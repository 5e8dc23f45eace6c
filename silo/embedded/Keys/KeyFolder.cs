using Evaluation.Gateway.Hosting;

namespace Evaluation.Embedded.Keys;

/// <summary>Where the keys of rounds are: <c>EVALUATION_KEYS</c>, by default beside the data folder.</summary>
internal static class KeyFolder
{
    /// <param name="named">The setting; null or empty for the default.</param>
    /// <exception cref="SettingException">
    /// The folder is the data folder or inside it, so that every copy of the data would hold the keys.
    /// </exception>
    public static string Of(string? named, string dataFolder)
    {
        var data = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder));
        var keys = named is { Length: > 0 } ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(named)) : data + "-keys";
        var (realData, realKeys) = (Real(data), Real(keys));
        return realKeys != realData && !realKeys.StartsWith(realData + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? keys
            : throw new SettingException($"EVALUATION_KEYS must be a folder outside the data folder '{dataFolder}', not '{keys}': a copy of the data must not hold the keys.");
    }

    /// <summary>The folder of keys for a data folder or a backup that a command names: the one beside it, or else the server's.</summary>
    public static string For(string dataFolder)
    {
        if (Environment.GetEnvironmentVariable("EVALUATION_KEYS") is { Length: > 0 } named)
            return Path.GetFullPath(named);
        var beside = Of(null, dataFolder);
        return Directory.Exists(beside) || Environment.GetEnvironmentVariable("EVALUATION_DATA") is not { Length: > 0 } own ? beside : Of(null, own);
    }

    /// <summary>The path without symbolic links, as far as it exists.</summary>
    private static string Real(string path)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var name in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, name);
            real = new DirectoryInfo(next) is { LinkTarget: not null } link && link.ResolveLinkTarget(returnFinalTarget: true) is { } target
                ? Real(Path.TrimEndingDirectorySeparator(target.FullName))
                : next;
        }
        return real;
    }
}
