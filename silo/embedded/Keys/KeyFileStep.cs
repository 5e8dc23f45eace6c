namespace Evaluation.Embedded.Keys;

/// <summary>The steps on the file of a key, in the order in which they are taken.</summary>
internal enum KeyFileStep
{
    /// <summary>Creates an empty file under another name.</summary>
    Create,

    /// <summary>Writes the key into it.</summary>
    Write,

    /// <summary>Brings it to the disk.</summary>
    Flush,

    /// <summary>Gives it the name of the round.</summary>
    Rename,

    /// <summary>Overwrites the key.</summary>
    Overwrite,

    /// <summary>Removes the file.</summary>
    Remove,

    /// <summary>Brings the folder to the disk, after the name was given or removed.</summary>
    FlushFolder,
}
