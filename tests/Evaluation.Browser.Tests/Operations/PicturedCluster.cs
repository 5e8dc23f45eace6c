using Evaluation.Gateway.Operations.Measuring;
using Evaluation.Gateway.Operations.Storage;

namespace Evaluation.Browser.Tests.Operations;

/// <summary>Three gateways and three silos with an hour of figures, so that pages can be looked at.</summary>
/// <param name="isSlow">Whether commits have become slow in the last quarter of an hour, and a silo is silent.</param>
internal sealed class PicturedCluster(TimeProvider clock, bool isSlow) : INodes, IStorageReader
{
    private const int SlowBuckets = 96;
    private const int SilentBuckets = 40;

    public NodesSeen Read()
    {
        var now = clock.GetUtcNow();
        return new([.. Enumerable.Range(1, 3).Select(number => Node($"gateway-{number}", NodeRole.Gateway, number, now)), .. Enumerable.Range(1, 3).Select(number => Node($"silo-{number}", NodeRole.Silo, number, now))], IsConnected: true);
    }

    public ValueTask<StorageFigures> ReadFiguresAsync(CancellationToken cancel) =>
        new(new StorageFigures("db-1:5432", 52_600_000_000, 44_100_000_000, null, null, 148, 700, [new("db-2", true, isSlow ? 96 : null)]));

    public ValueTask<StorageRecords> ReadRecordsAsync(CancellationToken cancel)
    {
        var night = clock.GetUtcNow().AddHours(-8);
        return new(new StorageRecords(new(night, 46_200_000_000), new(night.AddHours(1), 512, VerificationOutcome.Agrees)));
    }

    private NodeHour Node(string name, NodeRole role, int number, DateTimeOffset now)
    {
        var isSilent = isSlow && name == "silo-2";
        var last = BucketFigures.IndexOf(now) - (isSilent ? SilentBuckets : 0);
        var buckets = Enumerable.Range(0, Limits.FigureBuckets - (isSilent ? SilentBuckets : 0)).Select(ago => Bucket(last - ago, role, (int)(BucketFigures.IndexOf(now) - last) + ago)).Reverse().ToArray();
        var version = name == "silo-3" ? "1.4.1+5c02ab91" : "1.4.2+9d4f00e7";
        return new(
            new(new(name, name, [role], version, now.AddDays(name == "silo-3" ? -11 : -3)), last, 0.35 + number / 20.0, role == NodeRole.Silo ? 2_200_000_000 : 600_000_000, false, []),
            isSilent ? SilentBuckets * Limits.FigureBucket : TimeSpan.Zero, buckets);
    }

    private BucketFigures Bucket(long index, NodeRole role, int ago)
    {
        var rush = Math.Exp(-Math.Pow((ago - 340) / 40.0, 2));
        var (wave, slow) = (1 + Math.Sin(index * 1.7) / 9, isSlow && ago < SlowBuckets ? 1 - ago / (double)SlowBuckets : 0);
        var (ballots, appends) = (new DurationCounts(), new DurationCounts());
        var accepted = (long)(10 * (20 + 45 * rush) * wave * (1 - 0.8 * slow));
        for (var i = 0; i < accepted; i++)
        {
            ballots.Add((i % 60 == 0 ? 0.024 + 0.05 * rush : 0.005) * (1 + 40 * slow));
            appends.Add((i % 60 == 0 ? 0.02 : 0.004) * (1 + 45 * slow));
        }
        return role == NodeRole.Silo
            ? new(index, 0, new Dictionary<string, long>(), [], appends.ToPairs(), (int)(3 + 8 * rush * wave + 400 * slow), 0.25 * wave + 0.5 * rush)
            : new(index, accepted, Refused(index, slow), ballots.ToPairs(), [], null, null);
    }

    private static Dictionary<string, long> Refused(long index, double slow)
    {
        var refused = new Dictionary<string, long> { ["no-such-credential"] = index % 2, ["already-cast"] = index % 3 / 2, ["too-many-attempts"] = index % 9 / 8 };
        if (slow > 0)
            refused["busy"] = (long)(140 * slow);
        return refused;
    }
}
