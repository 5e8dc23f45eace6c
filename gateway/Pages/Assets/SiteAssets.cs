using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Evaluation.Gateway.Pages.Assets;

/// <summary>
/// Style sheets, modules and pictures of the pages. Each is served under a name that holds the hash of its content, so a browser keeps it for ever and never
/// shows an old one; a module that imports another imports it under such a name too.
/// </summary>
public sealed partial class SiteAssets
{
    private const string Folder = "assets/";

    /// <summary>One style sheet made of several files, in this order.</summary>
    private static readonly FrozenDictionary<string, string[]> Sheets = new Dictionary<string, string[]>
    {
        ["site.css"] = ["tokens.css", "base.css", "shell.css", "components.css", "forms.css", "print.css"],
        ["vote.css"] = ["ballot.css", "sheet.css"],
        ["staff.css"] = ["staff.css"],
        ["results.css"] = ["results.css"],
        ["slips.css"] = ["slips.css"],
    }.ToFrozenDictionary();

    private readonly Dictionary<string, Asset> _byName = new(StringComparer.Ordinal);
    private readonly FrozenDictionary<string, Asset> _byAddress;

    public SiteAssets()
    {
        var names = typeof(SiteAssets).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Select(name => name[Folder.Length..]);
        foreach (var name in names.Where(name => !name.EndsWith(".css", StringComparison.Ordinal)).Concat(Sheets.Keys))
            Add(name);
        _byAddress = _byName.Values.ToFrozenDictionary(asset => asset.Address, StringComparer.Ordinal);
    }

    /// <summary>Of all assets.</summary>
    public IReadOnlyCollection<string> Names => _byName.Keys;

    /// <summary>Where the asset of this name is served.</summary>
    /// <exception cref="KeyNotFoundException">There is none: a bug of the page that asks.</exception>
    public string Address(string name) => _byName[name].Address;

    /// <summary>Addresses of a module and of all that it imports, so that a browser can ask for them at once.</summary>
    public IReadOnlyList<string> Modules(string name)
    {
        var found = new List<string>();
        Collect(name);
        return found;

        void Collect(string module)
        {
            var asset = _byName[module];
            if (found.Contains(asset.Address))
                return;
            found.Add(asset.Address);
            foreach (var import in asset.Imports)
                Collect(import);
        }
    }

    /// <summary>The asset that is served here, or null.</summary>
    public Asset? Find(string address) => _byAddress.GetValueOrDefault(address);

    private Asset Add(string name)
    {
        if (_byName.TryGetValue(name, out var known))
            return known;
        var imports = new List<string>();
        var text = Sheets.TryGetValue(name, out var parts) ? string.Concat(parts.Select(Read)) : Read(name);
        if (name.EndsWith(".js", StringComparison.Ordinal))
            text = Import().Replace(text, import =>
            {
                imports.Add(import.Groups[1].Value);
                return $"from \"{Add(import.Groups[1].Value).Address}\"";
            });
        return _byName[name] = Asset.Of(name, Encoding.UTF8.GetBytes(text), imports);
    }

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name) ?? throw new FileNotFoundException(name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("""from "\./([a-z0-9-]+\.js)["]""")]
    private static partial Regex Import();
}
