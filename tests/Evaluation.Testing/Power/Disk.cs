namespace Evaluation.Testing.Power;

/// <summary>How much of what was not flushed a power failure has left on the disk.</summary>
public enum Loss
{
    /// <summary>Nothing of it.</summary>
    All,

    /// <summary>Some of it, drawn by chance for each sector and each name.</summary>
    Some,
}

/// <summary>
/// A folder as a disk holds it after a power failure, by the weakest promise of POSIX: a file has what was written before an fsync of the
/// file began that has returned; a folder has the names that it had before an fsync of the folder began that has returned.
/// </summary>
public sealed class Disk
{
    private const int SectorBytes = 512;

    private readonly string _root;
    private readonly Dictionary<string, Node> _now;
    private readonly Dictionary<string, Node> _durable;
    private readonly List<NameChange> _names = [];
    private readonly Dictionary<int, int> _begun = [];
    private readonly Dictionary<(string Thread, int Descriptor), long> _positions = [];
    private int _changes;

    /// <param name="root">A folder that survives, with everything in it.</param>
    public Disk(string root)
    {
        _root = root;
        _now = new() { [root] = new(isFolder: true) };
        foreach (var path in Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories))
            _now[path] = Directory.Exists(path) ? new(isFolder: true) : new(isFolder: false, File.ReadAllBytes(path));
        _durable = new(_now);
    }

    /// <summary>Whether the server works in the root: its relative paths begin there.</summary>
    public bool IsWorkingFolder { get; init; }

    /// <summary>
    /// Whether a flush of a file also keeps its names: POSIX does not promise it, ext4, XFS and Btrfs do it. PostgreSQL 15 relies on it: a
    /// checkpoint flushes the file of a new table, and not the folder.
    /// </summary>
    public bool KeepsNamesOfFiles { get; init; }

    /// <summary>The number of flushes of files and folders below the root.</summary>
    public int Flushes { get; private set; }

    /// <summary>Takes one step of the server. Returns the path that was flushed by it, if one was.</summary>
    /// <exception cref="NotSupportedException">The server has changed a file by a call that this class does not know.</exception>
    public string? Take(CallStep step)
    {
        if (!step.IsEnd)
        {
            if (step.Name is "fsync" or "fdatasync")
                _begun[step.Number] = _changes;
            return null;
        }
        if (step.Result < 0)
            return null;
        switch (step.Name)
        {
            case "openat" or "open":
                Open(step);
                break;
            case "pwrite64" or "pwritev" when IsOurs(step.Target):
                Write(step, step.Last);
                break;
            // The position is known where one thread opens a file and writes it from its begin.
            case "write" when IsOurs(step.Target) && _positions.TryGetValue((step.Thread, step.Descriptor), out var position):
                Write(step, position);
                _positions[(step.Thread, step.Descriptor)] = position + step.Result;
                break;
            case "truncate" when PathsOf(step) is [var cut] && IsOurs(cut):
                Change(cut, new(++_changes, 0, default, step.Last));
                break;
            case "ftruncate" when IsOurs(step.Target):
                Change(step.Target!, new(++_changes, 0, default, step.Last));
                break;
            case "fsync" or "fdatasync" when IsOurs(step.Target):
                Flush(step.Target!, _begun[step.Number]);
                return step.Target;
            case "rename" or "renameat" or "renameat2" when PathsOf(step) is [var from, var to] && IsOurs(to):
                // A file from elsewhere, such as the folder of temporary files, arrives without what was written there.
                var moved = _now.GetValueOrDefault(from) ?? new(isFolder: false);
                if (IsOurs(from))
                    Rename(from, null);
                Rename(to, moved);
                break;
            case "link" or "linkat" when PathsOf(step) is [var from, var to] && IsOurs(to):
                Rename(to, _now[from]);
                break;
            case "unlink" or "unlinkat" or "rmdir" when PathsOf(step) is [var gone] && IsOurs(gone):
                Rename(gone, null);
                break;
            case "mkdir" or "mkdirat" when PathsOf(step) is [var made] && IsOurs(made):
                Rename(made, new(isFolder: true));
                break;
            case "fallocate" when IsOurs(step.Target):
                Change(step.Target!, new(++_changes, step.NextToLast + step.Last, default, null));
                break;
            // It promises nothing.
            case "sync_file_range" when IsOurs(step.Target):
                break;
            case "write" or "writev" or "pwritev2" or "copy_file_range" or "sendfile" when IsOurs(step.Target):
            case "creat" when PathsOf(step).Any(IsOurs):
                throw new NotSupportedException($"{step.Name} of {step.Target ?? step.Arguments}");
        }
        return null;
    }

    /// <summary>The bytes of a file that survive for certain; null if the file does not.</summary>
    public byte[]? Surviving(string path) => Reaches(_durable, path) ? _durable[path].Content : null;

    /// <summary>The paths of all files that survive for certain.</summary>
    public IEnumerable<string> SurvivingFiles => _durable.Where(name => !name.Value.IsFolder && Reaches(_durable, name.Key)).Select(name => name.Key);

    /// <summary>Writes what a power failure at this moment leaves into another folder.</summary>
    public void Restore(string to, Loss loss, Random random)
    {
        var names = new Dictionary<string, Node>(_durable);
        foreach (var change in _names.Where(_ => loss == Loss.Some && random.Next(2) == 0))
            Set(names, change);
        foreach (var (path, node) in names.Where(name => Reaches(names, name.Key)).OrderBy(name => name.Key, StringComparer.Ordinal))
        {
            var place = to + path[_root.Length..];
            if (node.IsFolder)
                Directory.CreateDirectory(place);
            else
                File.WriteAllBytes(place, node.After(loss, random));
        }
    }

    private void Open(CallStep step)
    {
        var opened = (step.Thread, (int)step.Result);
        _positions.Remove(opened);
        if (PathsOf(step) is not [var path] || !IsOurs(path))
            return;
        if (!step.Arguments.Contains("O_APPEND", StringComparison.Ordinal))
            _positions[opened] = 0;
        if (step.Arguments.Contains("O_CREAT", StringComparison.Ordinal) && !_now.ContainsKey(path))
            Rename(path, new(isFolder: false));
        else if (step.Arguments.Contains("O_TRUNC", StringComparison.Ordinal))
            Change(path, new(++_changes, 0, default, 0));
    }

    /// <exception cref="InvalidDataException">strace has not recorded all bytes.</exception>
    private void Write(CallStep step, long offset)
    {
        var data = step.Data;
        if (data.Length < step.Result)
            throw new InvalidDataException($"{step.Name} of {step.Target}: {data.Length} of {step.Result} bytes");
        Change(step.Target!, new(++_changes, offset, data.AsMemory(0, (int)step.Result), null));
    }

    /// <summary>Writes to a file whose name was removed are ignored.</summary>
    private void Change(string path, ByteChange change)
    {
        if (_now.TryGetValue(path, out var node))
            node.Pending.Add(change);
    }

    private void Flush(string path, int before)
    {
        Flushes++;
        if (!_now.TryGetValue(path, out var node))
            return;
        if (node.IsFolder)
        {
            Keep(change => Path.GetDirectoryName(change.Path) == path);
            return;
        }
        node.Flush(before);
        if (KeepsNamesOfFiles)
            Keep(change => change.Path == path || path.StartsWith(change.Path + '/', StringComparison.Ordinal));

        void Keep(Func<NameChange, bool> isKept)
        {
            foreach (var change in _names.Where(change => change.Number <= before && isKept(change)))
                Set(_durable, change);
            _names.RemoveAll(change => change.Number <= before && isKept(change));
        }
    }

    private void Rename(string path, Node? node)
    {
        var change = new NameChange(++_changes, path, node);
        _names.Add(change);
        Set(_now, change);
    }

    private static void Set(Dictionary<string, Node> names, NameChange change)
    {
        if (change.Node is null)
            names.Remove(change.Path);
        else
            names[change.Path] = change.Node;
    }

    private bool Reaches(Dictionary<string, Node> names, string path)
    {
        for (; path != _root; path = Path.GetDirectoryName(path)!)
            if (!names.ContainsKey(path))
                return false;
        return true;
    }

    private string[] PathsOf(CallStep step) => IsWorkingFolder ? [.. step.Paths.Select(path => Path.Combine(_root, path))] : step.Paths;

    private bool IsOurs(string? path) => path is not null && (path == _root || path.StartsWith(_root + '/', StringComparison.Ordinal));

    private sealed record NameChange(int Number, string Path, Node? Node);

    /// <param name="Length">The new length of the file; null for bytes that were written.</param>
    private sealed record ByteChange(int Number, long Offset, ReadOnlyMemory<byte> Bytes, long? Length);

    private sealed class Node(bool isFolder, byte[]? content = null)
    {
        public bool IsFolder => isFolder;

        public byte[] Content { get; private set; } = content ?? [];

        public List<ByteChange> Pending { get; } = [];

        public void Flush(int before)
        {
            foreach (var change in Pending.TakeWhile(change => change.Number <= before))
                Apply(change);
            Pending.RemoveAll(change => change.Number <= before);
        }

        public byte[] After(Loss loss, Random random)
        {
            if (loss == Loss.All)
                return Content;
            var left = new Node(isFolder: false) { Content = [.. Content] };
            foreach (var change in Pending.SelectMany(Sectors).Where(_ => random.Next(2) == 0))
                left.Apply(change);
            return left.Content;
        }

        private static IEnumerable<ByteChange> Sectors(ByteChange change) => change.Length is not null
            ? [change]
            : Enumerable.Range(0, (change.Bytes.Length + SectorBytes - 1) / SectorBytes).Select(sector => sector * SectorBytes)
                .Select(at => change with { Offset = change.Offset + at, Bytes = change.Bytes.Slice(at, Math.Min(SectorBytes, change.Bytes.Length - at)) });

        private void Apply(ByteChange change)
        {
            var length = (int)(change.Length ?? Math.Max(Content.Length, change.Offset + change.Bytes.Length));
            if (length != Content.Length)
                Content = [.. Content.AsSpan(0, Math.Min(length, Content.Length)), .. new byte[Math.Max(0, length - Content.Length)]];
            change.Bytes.Span.CopyTo(Content.AsSpan((int)change.Offset));
        }
    }
}
