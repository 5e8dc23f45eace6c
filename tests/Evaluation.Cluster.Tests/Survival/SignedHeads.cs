using System.Collections.Concurrent;
using System.Text.Json;
using Evaluation.Cluster.Tests.Operations;
using Evaluation.Gateway.Log;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>The signed heads that the gateways of a cluster show, as a witness at each of them would keep them.</summary>
internal sealed class SignedHeads : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-heads-");
    private readonly ConcurrentDictionary<string, (string Origin, long Size, string Root)> _seen = [];

    public SignedHeads()
    {
        using var key = LogKey.Make();
        File.WriteAllText(KeyFile, key.ToPem());
    }

    /// <summary>The setting of the silos.</summary>
    public (string Name, object Value) Setting => ("EVALUATION_LOG_KEY", KeyFile);

    private string KeyFile => Path.Combine(_folder.FullName, "log-key.pem");

    /// <summary>Asks every gateway once. A gateway that does not answer is left out.</summary>
    public async Task LookAsync(LocalCluster cluster)
    {
        foreach (var gateway in cluster.Gateways)
        {
            if (await gateway.Site.Anybody.GetAsync("/api/log/checkpoint") is not { Status: 200 } answer)
                continue;
            var lines = answer.Text.Split('\n');
            _seen.TryAdd(answer.Text, (lines[0], long.Parse(lines[1], System.Globalization.CultureInfo.InvariantCulture), lines[2]));
        }
    }

    /// <summary>No two heads of one size differ, and the journal has what each of them covers.</summary>
    public async Task AssertOneLogAsync(LocalCluster cluster)
    {
        Assert.True(_seen.Count > 1, "no head was seen");
        Assert.All(_seen.Values.GroupBy(head => head.Size), heads => Assert.Single(heads.Select(head => head.Root).Distinct()));
        var file = Path.Combine(_folder.FullName, "heads.jsonl");
        await File.WriteAllLinesAsync(file, _seen.Values.Select(head => JsonSerializer.Serialize(new { origin = head.Origin, size = head.Size, root = head.Root })));
        var (code, said) = await Verification.RunAsync(cluster.ConnectionString, "verify", "--heads", file);
        Assert.True(code == 0, said);
        Assert.Contains("all streams agree", said, StringComparison.Ordinal);
        Assert.Contains($"heads of the witness: {_seen.Count}) agree with the log", said, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
