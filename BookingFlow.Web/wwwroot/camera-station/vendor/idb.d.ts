export function openDB(name: string, version: number, callbacks: { upgrade(db: any): void }): Promise<any>;
