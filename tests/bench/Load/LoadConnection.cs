using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Evaluation.Bench.Load;

/// <summary>
/// One kept-alive connection with one ballot in flight: the answer to one ballot sends the next. Allocates nothing for a ballot.
/// </summary>
/// <param name="load">When to count and when to stop.</param>
/// <param name="server">Where to connect to: this machine.</param>
/// <param name="voters">
/// The voters; this connection serves every <paramref name="stride"/>th of them from <paramref name="first"/> on, in turn.
/// </param>
internal sealed class LoadConnection(LoadPhase load, Uri server, Voters voters, int first, int stride) : IDisposable
{
    private const string InlineSetting = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";
    private const string ThreadsSetting = "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT";
    private const int AnswerBytesMax = 4_096;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly SocketAsyncEventArgs _receive = new(true);
    private readonly BallotRequest _request = new(server, voters.Slips);
    private readonly byte[] _answer = new byte[AnswerBytesMax];
    private int _answerBytes;
    private int _voter;
    private long _sentAt;

    /// <summary>Times of the ballots acknowledged while the load measured.</summary>
    public Latencies Latencies { get; } = new();

    /// <summary>Ballots acknowledged from the start of the measurement to the last one in flight at its end.</summary>
    public int Answered { get; private set; }

    /// <summary>The error that ended the connection.</summary>
    public string? Error { get; private set; }

    /// <summary>Runs all socket callbacks on the polling thread. Call it before the first socket is created.</summary>
    public static void UseOneThread()
    {
        Environment.SetEnvironmentVariable(InlineSetting, "1");
        Environment.SetEnvironmentVariable(ThreadsSetting, "1");
    }

    /// <summary>The servers run with their own defaults.</summary>
    public static void KeepFromChild(IDictionary<string, string?> environment)
    {
        environment.Remove(InlineSetting);
        environment.Remove(ThreadsSetting);
    }

    public void Connect()
    {
        _voter = first;
        _socket.Connect(IPAddress.Loopback, server.Port);
        _receive.SetBuffer(_answer, 0, _answer.Length);
        _receive.Completed += (_, _) =>
        {
            if (GoOn())
                Receive();
        };
    }

    public void Start()
    {
        if (Cast())
            Receive();
    }

    public void Dispose()
    {
        _socket.Dispose();
        _receive.Dispose();
    }

    private bool Cast()
    {
        _request.Write(voters.Credential(_voter), _voter, voters.Acknowledged(_voter));
        _answerBytes = 0;
        _sentAt = Stopwatch.GetTimestamp();
        _socket.Send(_request.Bytes, SocketFlags.None, out var error);
        return error == SocketError.Success || End($"Sending failed: {error}.");
    }

    private void Receive()
    {
        do
        {
            _receive.SetBuffer(_answerBytes, _answer.Length - _answerBytes);
            if (_socket.ReceiveAsync(_receive))
                return;
        }
        while (GoOn());
    }

    /// <summary>Parses the received bytes; true if more must be received.</summary>
    private bool GoOn()
    {
        if (_receive.SocketError != SocketError.Success || _receive.BytesTransferred == 0)
            return End($"The connection broke: {_receive.SocketError}.");
        _answerBytes += _receive.BytesTransferred;
        var answer = _answer.AsSpan(0, _answerBytes);
        if (!HttpAnswer.IsWhole(answer))
            return _answerBytes < _answer.Length || End("The answer is too long.");
        if (!HttpAnswer.IsOk(answer))
            return End(Encoding.UTF8.GetString(answer));
        Count(Stopwatch.GetTimestamp());
        var isRoundOver = load.Once && _voter == first;
        return load.Goes && !isRoundOver ? Cast() : End(null);
    }

    private void Count(long now)
    {
        voters.Acknowledge(_voter);
        _voter = _voter + stride < voters.Count ? _voter + stride : first;
        if (load.Measures)
            Latencies.Add(Stopwatch.GetElapsedTime(_sentAt, now));
        if (load.HasMeasured)
            Answered++;
    }

    private bool End(string? error)
    {
        Error = error;
        load.Ended();
        return false;
    }
}
