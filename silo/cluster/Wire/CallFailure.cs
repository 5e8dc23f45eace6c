using System.Net.Sockets;
using Polly.CircuitBreaker;

namespace Evaluation.Cluster.Wire;

/// <summary>Failures of calls between processes.</summary>
internal static class CallFailure
{
    /// <summary>Whether a failure is of the network or a silo and not of the program: the call was refused, lost, or abandoned.</summary>
    public static bool IsTransient(Exception failure) => failure is OrleansException or TimeoutException or BrokenCircuitException or OperationCanceledException
        or IOException or SocketException or ObjectDisposedException;
}
