using System.Security.Cryptography;
using Evaluation.Ballots.Keys;
using Evaluation.Embedded.Files;
using Evaluation.Runtime;

namespace Evaluation.Embedded.Keys;

/// <summary>
/// The keys of rounds as files of one folder outside the data folder: one file for each round, which only the user of the process can
/// access.
/// </summary>
/// <remarks>
/// A file holds the key and its SHA-256. It is written under another name, flushed, and linked to its own name, which fails if there is
/// one. A destroyed key is overwritten before its file is removed. A disk that keeps old blocks, or a copy of the file, may still hold it.
/// </remarks>
public sealed class FileKeyStore : IKeyStore
{
    private const string Suffix = ".key";
    private const string UnfinishedSuffix = ".unfinished";
    private const string ProbeName = "probe" + UnfinishedSuffix;

    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly Action<string, KeyFileStep>? _before;

    private FileKeyStore(string folder, Action<string, KeyFileStep>? before = null) => (_folder, _before) = (folder, before);

    /// <summary>Opens the folder, and creates it if there is none.</summary>
    /// <exception cref="KeyUnavailableException">The folder cannot be used.</exception>
    public static FileKeyStore Open(string folder) => Open(folder, null);

    /// <param name="before">Called with the round before each step on a file of its key. Tests end the process there.</param>
    internal static FileKeyStore Open(string folder, Action<string, KeyFileStep>? before)
    {
        var store = new FileKeyStore(folder, before);
        store.Run(() => PrivateFiles.CreateFolder(folder));
        return store;
    }

    /// <summary>Erases what interrupted calls left. Called at the start of the program, which alone creates keys then.</summary>
    /// <exception cref="KeyUnavailableException">The folder cannot be used.</exception>
    public FileKeyStore Sweep()
    {
        Run(() =>
        {
            foreach (var left in Directory.EnumerateFiles(_folder, "*" + UnfinishedSuffix))
                Erase("", left);
        });
        return this;
    }

    /// <summary>Opens the folder for commands of the console. Creates nothing; a folder that is not there has no keys.</summary>
    public static FileKeyStore OpenExisting(string folder) => new(folder);

    public ValueTask<RoundKey?> FindAsync(string round, CancellationToken cancel = default) => new(Run(() => Find(round)));

    public ValueTask<RoundKey> CreateAsync(string round, RoundKey key, CancellationToken cancel = default) => new(Run(() =>
    {
        lock (_gate)
        {
            var file = PathOf(round);
            var unfinished = Path.Combine(_folder, Path.GetRandomFileName() + UnfinishedSuffix);
            Write(round, unfinished, key);
            try
            {
                // A hard link, so that an existing key is not replaced even by another process.
                _before?.Invoke(round, KeyFileStep.Rename);
                File.Move(unfinished, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                Erase(round, unfinished);
            }
            _before?.Invoke(round, KeyFileStep.FlushFolder);
            DurableFolder.Flush(_folder);
            return Find(round) ?? throw new IOException($"The file '{file}' disappeared.");
        }
    }));

    public ValueTask<bool> DestroyAsync(string round, CancellationToken cancel = default) => new(Run(() =>
    {
        lock (_gate)
        {
            if (!File.Exists(PathOf(round)))
                return false;
            Erase(round, PathOf(round));
            _before?.Invoke(round, KeyFileStep.FlushFolder);
            DurableFolder.Flush(_folder);
            return true;
        }
    }));

    public ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancel = default) => new(Run<IReadOnlyList<string>>(() =>
        Directory.Exists(_folder)
            ? [.. Directory.EnumerateFiles(_folder, "*" + Suffix).Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)]
            : []));

    /// <summary>Writes and reads a file in the folder.</summary>
    public ValueTask CheckAsync(CancellationToken cancel = default)
    {
        Run(() =>
        {
            lock (_gate)
            {
                var probe = Path.Combine(_folder, ProbeName);
                using (var file = PrivateFiles.OpenOrCreate(probe, FileShare.None))
                    file.Write([1]);
                File.Delete(probe);
                foreach (var path in Directory.EnumerateFiles(_folder, "*" + Suffix).Take(1))
                    using (File.OpenRead(path))
                    {
                    }
            }
        });
        return ValueTask.CompletedTask;
    }

    private RoundKey? Find(string round)
    {
        if (!File.Exists(PathOf(round)))
            return null;
        Span<byte> stored = stackalloc byte[RoundKey.Bytes + SHA256.HashSizeInBytes + 1];
        using (var file = new FileStream(PathOf(round), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0))
            stored = stored[..file.ReadAtLeast(stored, stored.Length, throwOnEndOfStream: false)];
        if (stored.Length != RoundKey.Bytes + SHA256.HashSizeInBytes || !SHA256.HashData(stored[..RoundKey.Bytes]).AsSpan().SequenceEqual(stored[RoundKey.Bytes..]))
            throw new KeyUnavailableException(KeyFault.Differs, $"The file '{PathOf(round)}' is damaged. Remove it and restore the key from its two shares; see the handbook.");
        return new(stored[..RoundKey.Bytes]);
    }

    private void Write(string round, string path, RoundKey key)
    {
        Span<byte> bytes = stackalloc byte[RoundKey.Bytes + SHA256.HashSizeInBytes];
        key.CopyTo(bytes);
        SHA256.HashData(bytes[..RoundKey.Bytes], bytes[RoundKey.Bytes..]);
        _before?.Invoke(round, KeyFileStep.Create);
        using var file = PrivateFiles.OpenOrCreate(path, FileShare.None);
        PrivateFiles.Restrict(path);
        file.SetLength(0);
        _before?.Invoke(round, KeyFileStep.Write);
        file.Write(bytes);
        _before?.Invoke(round, KeyFileStep.Flush);
        file.Flush(flushToDisk: true);
        bytes.Clear();
    }

    /// <summary>Overwrites the file on the disk, then removes it.</summary>
    private void Erase(string round, string path)
    {
        _before?.Invoke(round, KeyFileStep.Overwrite);
        using (var file = PrivateFiles.OpenOrCreate(path, FileShare.None))
        {
            file.Write(new byte[Math.Max(file.Length, RoundKey.Bytes)]);
            file.Flush(flushToDisk: true);
        }
        _before?.Invoke(round, KeyFileStep.Remove);
        File.Delete(path);
    }

    /// <summary>An id of a round has no characters that a path could give a meaning.</summary>
    private string PathOf(string round) => Path.Combine(_folder, Path.GetFileName(round) == round ? round + Suffix : throw new ArgumentException($"'{round}' is no id of a round.", nameof(round)));

    private void Run(Action act) => Run(() =>
    {
        act();
        return true;
    });

    private T Run<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new KeyUnavailableException(KeyFault.NoAnswer, $"The folder of keys '{_folder}' cannot be used: {failure.Message} See EVALUATION_KEYS.", failure);
        }
    }
}
