using System.Collections.Frozen;
using System.Reflection;
using System.Text;

namespace Evaluation.Gateway.Pages.Assets;

/// <summary>
/// Style sheets, modules and pictures of the pages. Each is served under a name that holds the hash of its content, so a browser keeps it
/// for ever and never shows an old one.
/// </summary>
public sealed class SiteAssets
{
    private const string Folder = "assets/";

    /// <summary>What every page wears.</summary>
    private static readonly string[] Site = ["tokens.css", "base.css", "shell.css", "components.css", "forms.css", "print.css"];

    /// <summary>A page has one, made of these files in this order: of two, a voter on a slow network would wait for both.</summary>
    private static readonly FrozenDictionary<string, string[]> Sheets = new Dictionary<string, string[]>
    {
        ["site.css"] = Site,
        ["vote.css"] = [.. Site, "ballot.css", "unit-form.css"],
        ["staff.css"] = [.. Site, "derivation.css", "staff.css"],
        ["round.css"] = [.. Site, "derivation.css", "staff.css", "round.css"],
        ["preview.css"] = [.. Site, "staff.css", "round.css", "ballot.css", "unit-form.css"],
        ["front.css"] = [.. Site, "front.css"],
        ["results.css"] = [.. Site, "charts.css", "results.css", "listing.css", "derivation.css", "explain.css"],
        ["turnout.css"] = [.. Site, "charts.css"],
        ["announcement.css"] = [.. Site, "announcement.css"],
        ["unit.css"] = [.. Site, "unit.css"],
        ["inspection.css"] = [.. Site, "inspection.css"],
        ["inbox.css"] = [.. Site, "inbox.css"],
        ["slips.css"] = [.. Site, "slips.css"],
        ["envelope.css"] = [.. Site, "envelope.css"],
        ["operations.css"] = [.. Site, "operations.css"],
    }.ToFrozenDictionary();

    /// <summary>
    /// Stands in the page instead of beside it, for a page that is opened once, on a slow phone: the phone dresses the page while it waits
    /// for the module, and asks for one thing less.
    /// </summary>
    private static readonly string[] InPages = ["vote.css"];

    /// <summary>Each page has one, made of it and all that it imports.</summary>
    private static readonly string[] Modules = ["vote.js", "turnout.js", "conduct.js", "corrections.js", "drafts.js", "leave.js", "text-counter.js", "slips.js", "links.js", "issue.js", "self-assessment.js", "operations.js", "inspection.js", "visits.js", "unsent.js", "worker.js", "signing.js", "inbox.js", "receipts.js"];

    private static readonly string[] Pictures = ["seal.svg"];

    private readonly FrozenDictionary<string, Asset> _byName =
        Sheets.Keys.Concat(Modules).Concat(Pictures).ToFrozenDictionary(name => name, name => Asset.Of(name, Encoding.UTF8.GetBytes(Content(name))), StringComparer.Ordinal);

    private readonly FrozenDictionary<string, Asset> _byAddress;
    private readonly FrozenDictionary<string, string> _inPages;

    public SiteAssets()
    {
        _byAddress = _byName.Values.ToFrozenDictionary(asset => asset.Address, StringComparer.Ordinal);
        _inPages = InPages.ToFrozenDictionary(name => name, name => Encoding.UTF8.GetString(_byName[name].Body.Plain), StringComparer.Ordinal);
    }

    /// <summary>Of all assets.</summary>
    public IReadOnlyCollection<string> Names => _byName.Keys;

    /// <summary>Where the asset of this name is served.</summary>
    /// <exception cref="KeyNotFoundException">There is none: a bug of the page that asks.</exception>
    public string Address(string name) => _byName[name].Address;

    /// <summary>The text of a style sheet that stands in its page; null of one that a page refers to.</summary>
    public string? Inline(string name) => _inPages.GetValueOrDefault(name);

    /// <summary>By what a content security policy knows the style sheets that stand in their pages.</summary>
    public IEnumerable<string> InlineSources => _inPages.Keys.Select(name => _byName[name].Source);

    /// <summary>The asset that is served here, or null.</summary>
    public Asset? Find(string address) => _byAddress.GetValueOrDefault(address);

    private static string Content(string name) =>
        Sheets.TryGetValue(name, out var parts) ? string.Concat(parts.Select(Read))
        : name.EndsWith(".js", StringComparison.Ordinal) ? LinkedModule.Of(name, Read)
        : Read(name);

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name) ?? throw new FileNotFoundException(name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
