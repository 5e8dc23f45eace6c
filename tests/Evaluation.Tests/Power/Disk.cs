namespace Evaluation.Tests.Power;

/// <summary>How much of what was not flushed a power failure has left on the disk.</summary>
internal enum Loss
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
internal sealed class Disk
{
    private const int SectorBytes = 512;

    private readonly string _root;
    private readonly Dictionary<string, Node> _now;
    private readonly Dictionary<string, Node> _durable;
    private readonly List<NameChange> _names = [];
    private readonly Dictionary<int, int> _begun = [];
    private int _changes;

    /// <param name="root">An empty folder that survives.</param>
    public Disk(string root)
    {
        _root = root;
        _now = new() { [root] = new(isFolder: true) };
        _durable = new(_now);
    }

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
            case "pwrite64" when IsOurs(step.Target):
                Change(step.Target!, new(++_changes, step.Last, step.Data.AsMemory(0, (int)step.Result), null));
                break;
            case "ftruncate" when IsOurs(step.Target):
                Change(step.Target!, new(++_changes, 0, default, step.Last));
                break;
            case "fsync" or "fdatasync" when IsOurs(step.Target):
                Flush(step.Target!, _begun[step.Number]);
                return step.Target;
            case "rename" or "renameat" or "renameat2" when step.Paths is [var from, var to] && IsOurs(to):
                // A file from elsewhere, such as the folder of temporary files, arrives without what was written there.
                var moved = _now.GetValueOrDefault(from) ?? new(isFolder: false);
                if (IsOurs(from))
                    Rename(from, null);
                Rename(to, moved);
                break;
            case "link" or "linkat" when step.Paths is [var from, var to] && IsOurs(to):
                Rename(to, _now[from]);
                break;
            case "unlink" or "unlinkat" or "rmdir" when step.Paths is [var gone] && IsOurs(gone):
                Rename(gone, null);
                break;
            case "mkdir" or "mkdirat" when step.Paths is [var made] && IsOurs(made):
                Rename(made, new(isFolder: true));
                break;
            // A few bytes that take space ahead; SQLite's memory of readers, which is made anew at each start.
            case "fallocate" or "sync_file_range" when IsOurs(step.Target):
                break;
            case "write" or "writev" or "pwritev" or "pwritev2" or "truncate" or "creat" or "copy_file_range" or "sendfile" when IsOurs(step.Target) || step.Paths.Any(IsOurs):
                throw new NotSupportedException($"{step.Name} of {step.Target}");
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
        if (step.Paths is not [var path] || !IsOurs(path))
            return;
        if (step.Arguments.Contains("O_CREAT", StringComparison.Ordinal) && !_now.ContainsKey(path))
            Rename(path, new(isFolder: false));
        else if (step.Arguments.Contains("O_TRUNC", StringComparison.Ordinal))
            Change(path, new(++_changes, 0, default, 0));
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
        if (!node.IsFolder)
        {
            node.Flush(before);
            return;
        }
        foreach (var change in _names.Where(change => change.Number <= before && Path.GetDirectoryName(change.Path) == path))
            Set(_durable, change);
        _names.RemoveAll(change => change.Number <= before && Path.GetDirectoryName(change.Path) == path);
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

    private bool IsOurs(string? path) => path is not null && (path == _root || path.StartsWith(_root + '/', StringComparison.Ordinal));

    private sealed record NameChange(int Number, string Path, Node? Node);

    /// <param name="Length">The new length of the file; null for bytes that were written.</param>
    private sealed record ByteChange(int Number, long Offset, ReadOnlyMemory<byte> Bytes, long? Length);

    private sealed class Node(bool isFolder)
    {
        public bool IsFolder => isFolder;

        public byte[] Content { get; private set; } = [];

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
