using Evaluation.Gateway.Log;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Hosting;

/// <summary>Exit codes of a process, for scripts and service managers.</summary>
public static class ExitCodes
{
    public const int Clean = 0;

    /// <summary>A setting is wrong, or the address is in use.</summary>
    public const int Settings = 2;

    /// <summary>Another process holds the data folder.</summary>
    public const int FolderInUse = 3;

    /// <summary>The journal's chain is broken, so nothing is served from it.</summary>
    public const int JournalBroken = 4;

    /// <summary>The journal cannot be read or written.</summary>
    public const int JournalUnavailable = 5;

    /// <summary>The record contradicts itself: a stream is missing or shorter than implied, or a value differs.</summary>
    public const int RecordDiffers = 6;

    /// <summary>Files of evidence that the journal names are missing or damaged.</summary>
    public const int EvidenceLost = 7;

    /// <summary>The log of blocks has lost or changed blocks whose heads were signed, so nothing is served.</summary>
    public const int LogBehind = 10;
    /// <summary>The store of the keys of rounds cannot be used. (8 is the code of a silo of the cluster that lost its place.)</summary>
    public const int KeysUnavailable = 9;

    /// <summary>The code of a failure that an operator can correct; null for a bug.</summary>
    public static int? For(Exception failure) => failure switch
    {
        JournalBrokenException => JournalBroken,
        JournalUnavailableException => JournalUnavailable,
        LogBehindException => LogBehind,
        KeyUnavailableException => KeysUnavailable,
        SettingException or IOException or UnauthorizedAccessException => Settings,
        _ => null,
    };
}
