using System.Data;
using System.Data.Common;
using BookingFlow.Bench.Seeding;
using BookingFlow.Web.Data;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace BookingFlow.Bench.BareLoops;

/// <summary>One connection in plain ADO.NET, opened with the same words as the program's, with statements that are prepared once.</summary>
public sealed class BareConnection : IDisposable
{
    private readonly DbConnection _connection;
    private readonly Dictionary<string, DbCommand> _commands = new(StringComparer.Ordinal);
    private DbTransaction? _transaction;

    public BareConnection(BenchDatabase database)
    {
        Dialect = database.Dialect;
        _connection = Dialect switch
        {
            DatabaseDialect.Sqlite => new SqliteConnection(database.ConnectionString),
            DatabaseDialect.SqlServer => new SqlConnection(database.ConnectionString),
        };
        _connection.Open();
    }

    public DatabaseDialect Dialect { get; }

    /// <summary>On SQLite this takes the write lock (BEGIN IMMEDIATE).</summary>
    public void Begin() => _transaction = _connection.BeginTransaction();

    /// <summary>Returns when the disk has it.</summary>
    public void Commit()
    {
        _transaction!.Commit();
        _transaction.Dispose();
    }

    /// <summary>The first row's columns.</summary>
    /// <exception cref="InvalidOperationException">There is no row.</exception>
    public object[] Row(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        if (!reader.Read())
        {
            throw new InvalidOperationException($"No row: {sql}");
        }

        var row = new object[reader.FieldCount];
        reader.GetValues(row);
        return row;
    }

    /// <summary>Whether there is any row.</summary>
    public bool Any(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        return reader.Read();
    }

    /// <exception cref="InvalidOperationException">It changed more or less than one row.</exception>
    public void Change(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        if (Command(sql, values).ExecuteNonQuery() != 1)
        {
            throw new InvalidOperationException($"Not one row: {sql}");
        }
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private DbCommand Command(string sql, ReadOnlySpan<(string Name, object Value)> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every statement stands in this folder.
            command.CommandText = sql;
#pragma warning restore CA2100
            foreach (var (name, value) in values)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                parameter.Value = value;
                if (value is DateTime)
                {
                    parameter.DbType = DbType.DateTime2;
                }

                command.Parameters.Add(parameter);
            }

            _commands.Add(sql, command);
        }

        command.Transaction = _transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i].Value;
        }

        return command;
    }
}
