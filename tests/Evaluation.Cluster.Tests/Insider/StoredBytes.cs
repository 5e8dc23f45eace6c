using System.Buffers.Binary;
using Evaluation.Cluster.Tests.Postgres;
using Npgsql;

namespace Evaluation.Cluster.Tests.Insider;

/// <summary>The files of a PostgreSQL server, as an insider with its disk reads them.</summary>
internal sealed class StoredBytes
{
    private const int PageBytes = 8_192;
    private const int ShortHeaderBytes = 24;
    private const int LongHeaderBytes = 40;
    private const ushort LongHeader = 2;

    private readonly List<byte[]> _tables;
    private readonly List<byte[]> _log;

    private StoredBytes(List<byte[]> tables, List<byte[]> log) => (_tables, _log) = (tables, log);

    /// <summary>
    /// Reads the write-ahead log, then all other files after a checkpoint has written the changed pages of tables and indexes into them.
    /// </summary>
    public static async Task<StoredBytes> ReadAsync(PostgresServer server, string database)
    {
        // A record of the log that crosses the end of a page has the header of the next page in its middle.
        var log = Files(server.Data, isLog: true).SelectMany(segment => (byte[][])[segment, WithoutHeaders(segment)]).ToList();
        await using (var source = NpgsqlDataSource.Create(server.ConnectionString(database)))
        {
            await using var checkpoint = source.CreateCommand("checkpoint");
            await checkpoint.ExecuteNonQueryAsync();
        }
        return new(Files(server.Data, isLog: false), log);
    }

    /// <summary>Which of these byte sequences are in a table or index, and which are in the write-ahead log, by their names.</summary>
    /// <param name="sought">Names and sequences of at least 8 bytes.</param>
    public (IReadOnlySet<string> Tables, IReadOnlySet<string> Log) Find(IReadOnlyCollection<(string Name, byte[] Bytes)> sought)
    {
        var byStart = sought.ToLookup(one => BinaryPrimitives.ReadUInt64LittleEndian(one.Bytes));
        var starts = byStart.Select(group => group.Key).ToHashSet();
        return (FindIn(_tables), FindIn(_log));

        HashSet<string> FindIn(List<byte[]> files)
        {
            HashSet<string> found = [];
            foreach (var file in files)
                for (var at = 0; at <= file.Length - sizeof(ulong); at++)
                    if (starts.Contains(BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at))))
                        foreach (var (name, bytes) in byStart[BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at))])
                            if (file.AsSpan(at).StartsWith(bytes))
                                found.Add(name);
            return found;
        }
    }

    /// <summary>The files of the write-ahead log, or all others.</summary>
    private static List<byte[]> Files(string data, bool isLog)
    {
        List<byte[]> files = [];
        var log = Path.Combine(data, "pg_wal") + Path.DirectorySeparatorChar;
        foreach (var path in Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories))
        {
            if (path.StartsWith(log, StringComparison.Ordinal) != isLog)
                continue;
            try
            {
                using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                var bytes = new byte[file.Length];
                file.ReadExactly(bytes);
                files.Add(bytes);
            }
            // A temporary file of the running server.
            catch (Exception gone) when (gone is FileNotFoundException or EndOfStreamException)
            {
            }
        }
        return files;
    }

    private static byte[] WithoutHeaders(byte[] segment)
    {
        using var records = new MemoryStream(segment.Length);
        for (var at = 0; at + PageBytes <= segment.Length; at += PageBytes)
        {
            var header = (BinaryPrimitives.ReadUInt16LittleEndian(segment.AsSpan(at + 2)) & LongHeader) != 0 ? LongHeaderBytes : ShortHeaderBytes;
            records.Write(segment, at + header, PageBytes - header);
        }
        return records.ToArray();
    }
}
