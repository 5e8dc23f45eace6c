using System.Text;
using Evaluation.Embedded.Files;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Log;

namespace Evaluation.Embedded.Log;

/// <summary>The file of the key that signs heads of the log, in the folder of keys. Only the user of the process can access it.</summary>
internal static class LogKeyFile
{
    public const string Name = "log-key.pem";

    /// <summary>Reads the key, or makes one. A key that this call has made survives a power failure when the call returns.</summary>
    /// <exception cref="SettingException">The file holds no such key.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static LogKey Open(string folder)
    {
        PrivateFiles.CreateFolder(folder);
        var path = Path.Combine(folder, Name);
        using var file = PrivateFiles.OpenOrCreate(path, FileShare.None);
        if (file.Length > 0)
        {
            using var text = new StreamReader(file, Encoding.UTF8);
            try
            {
                return LogKey.Read(text.ReadToEnd());
            }
            catch (FormatException failure)
            {
                throw new SettingException($"'{path}': {failure.Message}");
            }
        }
        var made = LogKey.Make();
        file.Write(Encoding.UTF8.GetBytes(made.ToPem()));
        file.Flush(flushToDisk: true);
        DurableFolder.Flush(folder);
        return made;
    }
}
