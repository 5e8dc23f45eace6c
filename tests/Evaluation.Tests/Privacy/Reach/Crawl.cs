using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Evaluation.Gateway.Results.Exports;
using Microsoft.AspNetCore.Routing;

namespace Evaluation.Tests.Privacy.Reach;

/// <summary>
/// Reads everything that a caller can read: every GET route of the server with the names of one round in its path, all exports in all
/// formats, and every version. A new route is read without a change here, as long as its parameters are known.
/// </summary>
internal sealed partial class Crawl(TestServer server, PlantedRound planted)
{
    /// <summary>The ends of routes whose answer never ends.</summary>
    private static readonly string[] Streams = ["/stream"];

    /// <summary>All paths to read.</summary>
    public IReadOnlyList<string> Paths() => [.. Templates().SelectMany(Fill).SelectMany(Variants).Distinct()];

    /// <summary>What the caller reads, as one text for each path.</summary>
    public async Task<IReadOnlyList<(string Path, string Text)>> ReadAsync(Caller caller)
    {
        var read = new List<(string, string)>();
        foreach (var part in Paths().Chunk(8))
            read.AddRange(await Task.WhenAll(part.Select(async path => (path, TextOf(await caller.GetAsync(path, ("Accept", path.StartsWith("/api", StringComparison.Ordinal) ? "*/*" : "text/html")), path)))));
        return read;
    }

    private IEnumerable<string> Templates() =>
        from endpoint in server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
        let template = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        where !Streams.Any(template.EndsWith) && !template.StartsWith("/assets/", StringComparison.Ordinal) && !template.Contains('*')
        select template;

    /// <summary>The template with every combination of the names that its parameters have in the round.</summary>
    private IEnumerable<string> Fill(string template)
    {
        if (Parameter().Match(template) is not { Success: true } parameter)
            return [template];
        var before = template[..parameter.Index].TrimEnd('/').Split('/')[^1];
        var names = planted.Names(parameter.Groups[1].Value, before);
        Assert.True(names.Length > 0, $"{template}: say in PlantedRound.Names what {{{parameter.Groups[1].Value}}} after '{before}' is.");
        return names.SelectMany(name => Fill(template[..parameter.Index] + Uri.EscapeDataString(name) + template[(parameter.Index + parameter.Length)..]));
    }

    private static IEnumerable<string> Variants(string path)
    {
        yield return path;
        if (path.EndsWith("/export", StringComparison.Ordinal))
            foreach (var format in Enum.GetNames<ExportFormat>())
                foreach (var what in Enum.GetNames<ExportSubject>())
                    yield return $"{path}?format={format.ToLowerInvariant()}{(path.StartsWith("/api/rounds/", StringComparison.Ordinal) ? $"&what={what.ToLowerInvariant()}" : "")}";
        if (path.EndsWith("/evidence/index", StringComparison.Ordinal))
            foreach (var format in (string[])["xlsx", "json"])
                yield return $"{path}?format={format}";
        if (path.EndsWith("/self-assessment", StringComparison.Ordinal))
            foreach (var version in Enumerable.Range(1, 4))
                yield return $"{path}?version={version}";
        if (path.EndsWith("/derivation", StringComparison.Ordinal) && path.StartsWith("/api", StringComparison.Ordinal))
            yield return $"{path}?format=text&lang=en";
    }

    /// <summary>The text of an answer; of workbooks and archives that of all their entries. A refusal may repeat what was asked.</summary>
    private static string TextOf(Answer answer, string path)
    {
        Assert.True(answer.Status is < 500 or 503, $"{answer.Status} of {path}: {answer.Text}");
        Assert.True(answer.Status != Evaluation.Testing.ContractGuard.Unlisted, $"a refusal of {path} is not described");
        if (answer.Status >= 400)
            return answer.Text;
        if (!answer.Body.AsSpan().StartsWith("PK"u8))
            return System.Net.WebUtility.HtmlDecode(answer.Text);
        using var archive = new ZipArchive(new MemoryStream(answer.Body));
        var text = new StringBuilder();
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            text.AppendLine(entry.FullName).AppendLine(reader.ReadToEnd());
        }
        return text.ToString();
    }

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
