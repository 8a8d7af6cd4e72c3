using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;
using IsolationLevel = System.Data.IsolationLevel;

namespace BookingFlow.Tests.Infrastructure.SqlServer;

/// <content>ADO.NET connection, transaction and command that use the recorder instead of a server.</content>
public sealed partial class SqlRecorder
{
    private sealed class Connection(SqlRecorder recorder) : DbConnection
    {
        public SqlRecorder Recorder => recorder;

        private ConnectionState _state;

        [AllowNull]
        public override string ConnectionString { get; set; } = "Server=nowhere;Database=x";

        public override string Database => "x";

        public override string DataSource => "nowhere";

        public override string ServerVersion => "16.00.0000";

        public override ConnectionState State => _state;

        public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

        // As the driver does: it does not throw the exception again, so that it still says where it was thrown first.
        public override Task OpenAsync(CancellationToken cancellationToken) =>
            recorder.OpenFault is { } fault ? Task.FromException(fault()) : base.OpenAsync(cancellationToken);

        public override void Open()
        {
            _state = ConnectionState.Open;
            recorder.MaxOpenConnections = Math.Max(recorder.MaxOpenConnections, ++recorder.OpenConnections);
        }

        public override void Close()
        {
            if (_state == ConnectionState.Open)
            {
                recorder.OpenConnections--;
            }

            _state = ConnectionState.Closed;
        }

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new Transaction(this, isolationLevel);

        protected override DbCommand CreateDbCommand() => new Command(recorder) { Connection = this };
    }

    private sealed class Transaction(Connection connection, IsolationLevel isolationLevel) : DbTransaction
    {
        public bool HasEnded { get; set; }

        public override IsolationLevel IsolationLevel => isolationLevel;

        protected override DbConnection DbConnection => connection;

        public override void Commit()
        {
            if (connection.Recorder.Fault?.Invoke(SqlRecorder.Commit) is { } fault)
            {
                throw fault;
            }
        }

        public override void Rollback()
        {
            HasEnded = true;
            connection.Recorder._sent.Add(SqlRecorder.Rollback);
        }

        protected override void Dispose(bool disposing)
        {
            if (!HasEnded)
            {
                Rollback();
            }

            base.Dispose(disposing);
        }
    }

    private sealed class Command(SqlRecorder recorder) : DbCommand
    {
        // Provides the parameter collection, because EF's SQL Server provider needs SqlParameter instances.
        private readonly SqlCommand _parameters = new();

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; } = CommandType.Text;

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; }

        protected override DbParameterCollection DbParameterCollection => _parameters.Parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel()
        {
            // Commands complete synchronously.
        }

        public override int ExecuteNonQuery()
        {
            using var answer = recorder.Answer(CommandText);
            return 1;
        }

        public override object? ExecuteScalar()
        {
            using var answer = recorder.Answer(CommandText);
            return answer.Read() ? answer[0] : null;
        }

        public override void Prepare()
        {
            // Not needed: commands are not prepared.
        }

        protected override DbParameter CreateDbParameter() => new SqlParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => recorder.Answer(CommandText);

        protected override void Dispose(bool disposing)
        {
            _parameters.Dispose();
            base.Dispose(disposing);
        }
    }
}
