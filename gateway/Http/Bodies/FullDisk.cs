namespace Evaluation.Gateway.Http.Bodies;

/// <summary>Recognises a full disk by the error codes of the operating systems.</summary>
public static class FullDisk
{
    /// <summary>ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows; ENOSPC of Linux and BSD, EDQUOT of Linux and of BSD.</summary>
    public static bool Caused(IOException failure) =>
        failure.HResult is unchecked((int)0x8007_0070) or unchecked((int)0x8007_0027) or 28 or 122 or 69;
}
