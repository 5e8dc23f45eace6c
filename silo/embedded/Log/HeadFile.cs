using System.Text.Json;
using Evaluation.Embedded.Files;
using Evaluation.Gateway.Log;

namespace Evaluation.Embedded.Log;

/// <summary>The newest signed head as a file in the folder of keys, which no backup of the data folder brings back.</summary>
public sealed class HeadFile(string folder) : IKeptHeads
{
    public const string Name = "log-head.json";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    public ValueTask<KeptHead?> ReadAsync(CancellationToken cancel = default)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            return new(File.Exists(path) ? JsonSerializer.Deserialize<KeptHead>(File.ReadAllText(path), Form) : null);
        }
        catch (JsonException failure)
        {
            throw new IOException($"The newest signed head in '{path}' cannot be read. Restore the file; without it nobody knows what was signed.", failure);
        }
    }

    /// <summary>
    /// Replaces the file at once, so that a reader never finds a part of it. The head survives a power failure when the call returns.
    /// </summary>
    public ValueTask KeepAsync(KeptHead head, CancellationToken cancel = default)
    {
        PrivateFiles.CreateFolder(folder);
        var (path, next) = (Path.Combine(folder, Name), Path.Combine(folder, Name + ".new"));
        using (var file = PrivateFiles.OpenOrCreate(next, FileShare.None))
        {
            file.SetLength(0);
            file.Write(JsonSerializer.SerializeToUtf8Bytes(head, Form));
            file.Flush(flushToDisk: true);
        }
        File.Move(next, path, overwrite: true);
        DurableFolder.Flush(folder);
        return default;
    }
}
