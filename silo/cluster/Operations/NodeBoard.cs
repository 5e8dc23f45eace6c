using System.Text.Json;
using Evaluation.Gateway.Operations.Measuring;
using Orleans.Placement;

namespace Evaluation.Cluster.Operations;

/// <summary>Where the processes of a cluster exchange their figures.</summary>
internal interface INodeBoard : IGrainWithIntegerKey
{
    /// <summary>Takes a <see cref="NodeExchange"/> and answers with one, as JSON: processes of two versions read each other.</summary>
    ValueTask<byte[]> ExchangeAsync(byte[] exchange);
}

/// <summary>What a process and the board exchange.</summary>
/// <param name="Reports">From a process: its own report. From the board: those of all other processes, if it asked for them.</param>
/// <param name="Known">From a gateway: the newest bucket that it knows of each process. Null from a silo, which needs no others.</param>
/// <param name="Next">From the board: the bucket from which the next report is to begin.</param>
internal sealed record NodeExchange(IReadOnlyList<NodeReport> Reports, IReadOnlyDictionary<string, long>? Known = null, long Next = 0)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Form);

    /// <exception cref="JsonException">The bytes are no exchange.</exception>
    public static NodeExchange Read(byte[] bytes) => JsonSerializer.Deserialize<NodeExchange>(bytes, Form) ?? throw new JsonException("The exchange is empty.");
}

/// <summary>
/// Keeps the figures of all processes in memory, on one silo. If that silo is lost, the board begins empty on another one, and every
/// process that still runs sends its whole hour again; gateways keep what they know.
/// </summary>
[GrainType("node-board")]
[RandomPlacement]
internal sealed class NodeBoard(TimeProvider clock) : Grain, INodeBoard
{
    private readonly NodeBook _book = new(clock);

    public ValueTask<byte[]> ExchangeAsync(byte[] exchange)
    {
        var asked = NodeExchange.Read(exchange);
        var (next, sender) = (0L, "");
        foreach (var report in asked.Reports)
            (next, sender) = (_book.Take(report), report.Node.Id);
        return new(new NodeExchange(asked.Known is null ? [] : _book.Others(sender, asked.Known), Next: next).ToBytes());
    }
}
